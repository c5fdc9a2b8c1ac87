"""How requests and timers reach licensing."""
