"""How requests and timers reach alternative care."""
