"""What the registry tells about surveys: identifiers and plain facts, never names."""
