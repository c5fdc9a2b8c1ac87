"""What the registry tells about eligibility: identifiers and plain facts, never names."""
