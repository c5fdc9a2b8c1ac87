"""Societies and unions: stores, rules, published events."""
