"""What the registry listens to: its own persons, and who names them."""

from __future__ import annotations

from chassis.events.entrypoint import HandlerGroup, sources

# Contacts between these events stay out of reach, so the sequences have gaps.
references = HandlerGroup("references", sources("registry.references"), ordered=False)
"""Finds duplicates of who was registered; lets what names a person follow a merge, also what names
them while they are being merged."""
