"""What the registry listens to: its own persons, and who names them or lives with them."""

from __future__ import annotations

from chassis.events.entrypoint import HandlerGroup, sources

# Contacts between these events stay out of reach, so the sequences have gaps.
references = HandlerGroup("references", sources("registry.references"), ordered=False)
"""Finds duplicates of who was registered; lets what names a person follow a merge, also what names
them while they are being merged, and pairs and requests move with their people."""

life = HandlerGroup("life", sources("registry.life"), ordered=False)
"""Lets enrolments follow households and persons: a queue of its own, so that a merge which cannot
be followed yet keeps nobody's benefit from ending."""
