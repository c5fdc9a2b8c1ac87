"""What names a person follows when records are merged, and goes back when they are parted.

Decided by how the records are now and not by the event that told of it: events may come late,
twice and in another order.
"""

from __future__ import annotations

from services.registry.app.duplicates.ports import Duplicates, Persons, References
from services.registry.domain.duplicates.duplicate import pair_id


class Following:
    """Lets references follow."""

    def __init__(self, duplicates: Duplicates, persons: Persons, references: References) -> None:
        self._duplicates = duplicates
        self._persons = persons
        self._references = references

    def settle(self, merged_id: str, survivor_id: str) -> None:
        """Let what names one of these two name whom it must."""
        if self._persons.load(merged_id).merged_into == survivor_id:
            self._references.follow(merged_id, survivor_id)
            return
        merge = self._duplicates.load(pair_id(merged_id, survivor_id)).merge
        if merge is not None and merge.place is not None and merge.merged_id == merged_id:
            self._references.restore(merge.place, merged_id, survivor_id)
