"""The broker: connections, what stands on it, and consuming from it."""
