"""Handlers and queries of the central camera room."""
