"""How far a queue has applied the events of each subject: what keeps them in order (P3)."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Protocol

from pymongo import UpdateOne
from pymongo.database import Database

from chassis.documents.gathering import Gathering, upsert_together

REMEMBERED = 20_000
"""How many positions a process remembers, to look up each of them only once."""


class Cursors(Protocol):
    """The last sequence number applied, per queue and subject. 0 when there is none."""

    def position(self, queue: str, subject: str, wanted: int) -> int:
        """How far it is, for who wants to apply the event `wanted`.

        May be less than it really is, if that makes `wanted` the next one all the same: another
        process may have applied it a moment ago, which its handler recognises.
        """
        ...

    def advance(self, queue: str, subject: str, sequence: int) -> None:
        """Remember that `sequence` was applied; never moves back."""
        ...


class MemoryCursors:
    """For tests."""

    def __init__(self) -> None:
        self._positions: dict[str, int] = {}

    def position(self, queue: str, subject: str, wanted: int) -> int:
        return self._positions.get(f"{queue}/{subject}", 0)

    def advance(self, queue: str, subject: str, sequence: int) -> None:
        before = self.position(queue, subject, sequence)
        self._positions[f"{queue}/{subject}"] = max(sequence, before)


class MongoCursors:
    """In the collection `cursors` of the consuming service's database."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database["cursors"]
        self._known: OrderedDict[str, int] = OrderedDict()
        self._writes: Gathering[tuple[str, int]] = Gathering(self._write)

    def position(self, queue: str, subject: str, wanted: int) -> int:
        name = f"{queue}/{subject}"
        known = self._known.get(name)
        if known is not None and wanted <= known + 1:
            return known
        found = self._collection.find_one({"_id": name})
        return 0 if found is None else int(found["sequence"])

    def advance(self, queue: str, subject: str, sequence: int) -> None:
        name = f"{queue}/{subject}"
        self._writes.submit((name, sequence))
        self._known[name] = max(sequence, self._known.get(name, 0))
        self._known.move_to_end(name)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def _write(self, positions: list[tuple[str, int]]) -> None:
        upsert_together(
            self._collection,
            [
                UpdateOne({"_id": name}, {"$max": {"sequence": sequence}}, upsert=True)
                for name, sequence in positions
            ],
        )
