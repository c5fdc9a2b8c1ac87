"""Requests, found to fit their schemas, as commands and queries; one module an area."""
