"""How grants are kept, found and published, and the rules that bind them."""
