"""What a registered person and a household are, and what may be done with them."""
