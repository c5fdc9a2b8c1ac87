"""Preparing broker and database for the services: the same for local, given and containers."""
