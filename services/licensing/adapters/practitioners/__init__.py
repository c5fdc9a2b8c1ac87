"""The register of practitioners as it is stored and told, and its rules as they are written."""
