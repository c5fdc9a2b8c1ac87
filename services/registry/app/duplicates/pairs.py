"""Pairs follow their records: to where they live now, and when one was merged with a third.

Nobody is asked about a record that has ended, or of whom they may not read."""

from __future__ import annotations

from services.registry.app.duplicates.detection import Detection
from services.registry.app.duplicates.ports import Duplicates, Persons
from services.registry.domain.duplicates.duplicate import Duplicate


class PairsFollow:
    """The pairs of the queue, as a follower of merges."""

    def __init__(self, duplicates: Duplicates, persons: Persons, detection: Detection) -> None:
        self._duplicates = duplicates
        self._persons = persons
        self._detection = detection

    def follow(self, merged_id: str, survivor_id: str) -> None:
        """Close the pairs of the record that ended, and what is answered of the one that stays by
        what was told of the other; ask about the one that stays instead."""
        for duplicate in self._duplicates.naming(survivor_id):
            self._stand(duplicate)
        for duplicate in self._duplicates.naming(merged_id):
            other_id = duplicate.other_than(merged_id)
            if self._stand(duplicate) and other_id != survivor_id:
                self._detection.suggest_pair(survivor_id, other_id)

    def come_back(self, merged_id: str, survivor_id: str) -> None:
        """Ask again what was asked before, if nobody has answered, and by how they are now."""
        for person_id in (merged_id, survivor_id):
            for duplicate in self._duplicates.naming(person_id):
                self._stand(duplicate)
                self._detection.weigh(duplicate)

    def moved(self, person_id: str) -> None:
        """Let the pairs of this record be with those who serve where the two live now."""
        for duplicate in self._duplicates.naming(person_id):
            living = (self._persons.load(each) for each in duplicate.living_ids)
            duplicate.live_in(*(each.address.governorate for each in living))
            self._duplicates.save(duplicate)

    def _stand(self, duplicate: Duplicate) -> bool:
        """Whether anything changed."""
        both = (self._persons.load(each) for each in duplicate.person_ids)
        duplicate.stand(
            asked=all(each.merged_into is None for each in both)
            and not self._duplicates.told_apart(*duplicate.person_ids)
        )
        changed = bool(duplicate.events)
        self._duplicates.save(duplicate)
        return changed
