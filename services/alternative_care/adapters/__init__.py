"""Storage, rules and published events of alternative care."""
