"""What the registry tells about duplicates: identifiers and plain facts, never names."""
