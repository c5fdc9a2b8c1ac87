"""How persons and households are kept, shown and told of."""
