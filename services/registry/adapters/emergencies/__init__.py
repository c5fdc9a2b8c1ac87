"""Shocks: emergencies declared for places and groups, and their top-ups."""
