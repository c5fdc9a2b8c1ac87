"""What the registry tells about emergencies: identifiers and plain facts, never names."""
