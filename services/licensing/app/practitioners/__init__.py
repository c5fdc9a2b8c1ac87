"""The register of practitioners: kept by decisions, read by staff, by themselves, a little by everybody."""
