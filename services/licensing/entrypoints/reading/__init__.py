"""Requests, already found to fit their schemas, as commands and queries. One module an area."""
