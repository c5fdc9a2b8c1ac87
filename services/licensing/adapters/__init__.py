"""Storage, rules and published events of licensing."""
