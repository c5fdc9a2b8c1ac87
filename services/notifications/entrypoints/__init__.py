"""Where work comes in: requests, events, and messages that are due."""
