"""How the camera room's records are kept, found, shown and published."""
