"""What a household is entitled to by the rules of a day, and why."""
