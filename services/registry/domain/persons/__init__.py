"""Persons: who they are, as registered."""
