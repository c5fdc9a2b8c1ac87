"""How bills and payments are kept, shown and told, and the rules of fees."""
