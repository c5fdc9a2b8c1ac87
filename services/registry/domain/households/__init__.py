"""Households: who lives together under one head."""
