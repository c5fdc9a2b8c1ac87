"""The register of practitioners: kept by decisions, read by staff, a little by everybody."""
