"""The versioned store: state, version, command and pending events of an aggregate in one write."""
