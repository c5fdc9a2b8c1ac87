"""Requests, already found to fit their schemas, as commands; a module an area."""
