"""How far a queue has applied the events of each subject: what keeps them in order (P3)."""

from __future__ import annotations

from typing import Any, Protocol

from pymongo.database import Database


class Cursors(Protocol):
    """The last sequence number applied, per queue and subject. 0 when there is none."""

    def position(self, queue: str, subject: str) -> int: ...

    def advance(self, queue: str, subject: str, sequence: int) -> None:
        """Remember that `sequence` was applied; never moves back."""
        ...


class MemoryCursors:
    """For tests."""

    def __init__(self) -> None:
        self._positions: dict[str, int] = {}

    def position(self, queue: str, subject: str) -> int:
        return self._positions.get(f"{queue}/{subject}", 0)

    def advance(self, queue: str, subject: str, sequence: int) -> None:
        self._positions[f"{queue}/{subject}"] = max(sequence, self.position(queue, subject))


class MongoCursors:
    """In the collection `cursors` of the consuming service's database."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database["cursors"]

    def position(self, queue: str, subject: str) -> int:
        found = self._collection.find_one({"_id": f"{queue}/{subject}"})
        return 0 if found is None else int(found["sequence"])

    def advance(self, queue: str, subject: str, sequence: int) -> None:
        self._collection.update_one(
            {"_id": f"{queue}/{subject}"}, {"$max": {"sequence": sequence}}, upsert=True
        )
