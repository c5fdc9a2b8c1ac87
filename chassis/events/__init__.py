"""Consuming events: decoded, checked, upcast, in order, once in effect, retried and parked."""
