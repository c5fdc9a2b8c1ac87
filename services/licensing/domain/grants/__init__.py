"""Grants to civil society: calls, proposals, reviews, awards within a budget, agreements."""
