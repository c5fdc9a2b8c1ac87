"""What every Kanaf service shares: infrastructure only, no business words."""
