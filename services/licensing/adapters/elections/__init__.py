"""Elections of unions: stores, rules, published events."""
