"""What names a person follows when records are merged, and goes back when they are parted.

Decided by how the record is now and not by the event that told of it: events may come late, twice
and in another order.
"""

from __future__ import annotations

from services.registry.app.duplicates.ports import Persons, References


class Following:
    """Lets references follow."""

    def __init__(self, persons: Persons, references: References) -> None:
        self._persons = persons
        self._references = references

    def settle(self, merged_id: str, survivor_id: str) -> None:
        """Let what names these two name whom it must."""
        if self._persons.load(merged_id).merged_into == survivor_id:
            self._references.follow(merged_id, survivor_id)
        else:
            self._references.restore(merged_id, survivor_id)
