"""A local system's own OpenID Connect issuer: it signs for whoever has this machine's files."""
