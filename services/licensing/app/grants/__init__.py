"""Handlers of grants to civil society."""
