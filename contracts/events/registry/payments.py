"""What the registry tells about payments: identifiers and plain facts, never names."""
