"""What names a person follows when records are merged, and goes back when they are parted.

Decided by how the records are now and not by the event that told of it: events may come late,
twice and in another order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.registry.app.duplicates.ports import Follower, Persons


class Following:
    """Lets references follow, each kind by its own follower, in this order."""

    def __init__(self, persons: Persons, followers: Sequence[Follower]) -> None:
        self._persons = persons
        self._followers = followers

    def settle(self, merged_id: str, survivor_id: str) -> None:
        """Let what names one of these two name whom it must.

        Looks again afterwards: who merges or undoes meanwhile is told of by an event whose handler
        may have found nothing yet of what was just moved.
        """
        while True:
            steps = list(self._steps(merged_id))
            if (merged_id, survivor_id) not in steps:
                for each in reversed(self._followers):
                    each.come_back(merged_id, survivor_id)
            for step in steps:
                for each in self._followers:
                    each.follow(*step)
            if steps == list(self._steps(merged_id)):
                return

    def named(self, *person_ids: str) -> None:
        """A record names these persons now: perhaps one that ended just before."""
        for person_id in person_ids:
            survivor_id = self._persons.load(person_id).merged_into
            if survivor_id is not None:
                self.settle(person_id, survivor_id)

    def guardian_named(self, person_id: str) -> None:
        """A person's record was written: perhaps it names a guardian whose record ended."""
        for guardian in self._persons.load(person_id).guardians:
            # Some corrections recorded a guardian who is nobody's record: there is nothing to
            # follow, and what stands behind this must go on.
            if not self._persons.missing([guardian.person_id]):
                self.named(guardian.person_id)

    def _steps(self, person_id: str) -> Iterator[tuple[str, str]]:
        """From record to record, as far as the person was merged."""
        survivor_id = self._persons.load(person_id).merged_into
        while survivor_id is not None:
            yield person_id, survivor_id
            person_id, survivor_id = survivor_id, self._persons.load(survivor_id).merged_into
