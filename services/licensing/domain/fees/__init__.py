"""Fees: bills with a reference, what is paid on them, and what is given back."""
