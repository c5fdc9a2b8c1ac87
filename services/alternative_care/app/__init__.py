"""Commands and queries, and their handlers."""
