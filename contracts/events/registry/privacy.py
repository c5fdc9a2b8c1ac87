"""What the registry tells about privacy: identifiers and plain facts, never names."""
