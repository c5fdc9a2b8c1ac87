"""Handing in documents, looking at them, and attaching them to records."""
