"""Handlers of applications for any service."""
