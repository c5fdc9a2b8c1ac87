"""What can be asked of the registry: commands, queries and their handlers."""
