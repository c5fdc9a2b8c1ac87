"""What the registry tells: by identifier and plain facts, never by name. One module an area."""
