"""Inspections of what is to be licensed and of what is."""
