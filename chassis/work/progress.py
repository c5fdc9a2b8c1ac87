"""How far the work on an aggregate is, for the answers that show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from pymongo import DESCENDING
from pymongo.database import Database

from chassis.calendar import written
from chassis.work.records import COLLECTION


class Progress(Protocol):
    """How far work is."""

    def of(self, kind: str, aggregate_id: str) -> dict[str, Any] | None:
        """The newest work on this aggregate; nothing before it was first looked at.

        `{"work", "state": waiting|running|done|failed, "done", "total", "updated_at"}`.
        """
        ...


class MongoProgress:
    """As the work's records tell."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._records = database[COLLECTION]

    def of(self, kind: str, aggregate_id: str) -> dict[str, Any] | None:
        found = self._records.find_one(
            {"kind": kind, "aggregate_id": aggregate_id}, sort=[("updated_at", DESCENDING)]
        )
        return None if found is None else _shown(found)


class NoProgress:
    """Where no work is done: in memory."""

    def of(self, kind: str, aggregate_id: str) -> dict[str, Any] | None:
        return None


def _shown(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "work": record["name"],
        "state": record["state"],
        "done": record["done"],
        "total": record["total"],
        "updated_at": written(record["updated_at"]),
    }
