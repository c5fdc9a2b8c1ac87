"""What the registry tells about files: identifiers and plain facts, never names."""
