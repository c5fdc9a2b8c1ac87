"""How the areas of licensing meet: each keeps its own words, and these say one's in the other's."""
