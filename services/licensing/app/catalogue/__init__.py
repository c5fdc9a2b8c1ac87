"""Which services there are."""
