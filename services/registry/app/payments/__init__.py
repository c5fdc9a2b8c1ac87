"""Payment lists: who is paid what for which month, once."""
