"""Applications for any service of the catalogue, from draft to decision."""
