"""The events of each service, one module per service, one frozen dataclass per type and version."""
