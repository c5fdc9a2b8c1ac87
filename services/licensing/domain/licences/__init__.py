"""Licences, registrations and certificates that the ministry gives, whatever the service."""
