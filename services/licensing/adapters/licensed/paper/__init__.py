"""Certificates on paper: a page that people read and a code that machines check."""
