"""What the registry tells about programmes: identifiers and plain facts, never names."""
