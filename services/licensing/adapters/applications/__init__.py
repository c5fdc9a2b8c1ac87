"""How applications are kept, found, shown and told of."""
