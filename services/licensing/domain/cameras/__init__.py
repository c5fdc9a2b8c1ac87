"""The central camera room: cameras of licensed places, consents, viewings and incidents."""
