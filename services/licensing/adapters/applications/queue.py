"""Steps that wait, the one due first before the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pymongo.database import Database

from chassis.documents.kind import Criteria, Store
from chassis.documents.transaction import session_of
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.app.applications.ports import Wait
from services.licensing.domain.applications.application import Application

MOST_HELD = 1000


def _queues(wait: Wait) -> list[str]:
    return [f"{role}/{each}" for role in sorted(wait.roles) for each in sorted(wait.governorates)]


class StoredQueue:
    """Out of any store: for tests, where there are few."""

    def __init__(self, store: Store[Application]) -> None:
        self._store = store

    def waiting(self, wait: Wait, most: int) -> list[Application]:
        found = self._store.each(Criteria(any_of={"queues": _queues(wait)}))
        return sorted(found, key=_first)[:most]

    def watched(self, governorates: frozenset[str], most: int) -> list[Application]:
        found = self._store.each(Criteria(any_of={"watched": sorted(governorates)}))
        return sorted(found, key=lambda each: _first(each, "watched_on"))[:most]

    def held_by(self, subject: str) -> Sequence[Application]:
        return self._store.newest(Criteria(equals={"takers": subject}), MOST_HELD)


class MongoQueue(StoredQueue):
    """By indexes: queue, or who watches; then the day on which something is due."""

    def __init__(self, store: Store[Application], database: Database[dict[str, Any]]) -> None:
        super().__init__(store)
        self._collection = database[APPLICATIONS.collection]

    def waiting(self, wait: Wait, most: int) -> list[Application]:
        return list(self._found({"keys.queues": {"$in": _queues(wait)}}, "due_on", most))

    def watched(self, governorates: frozenset[str], most: int) -> list[Application]:
        wanted = {"keys.watched": {"$in": sorted(governorates)}}
        return list(self._found(wanted, "watched_on", most))

    def _found(self, wanted: Mapping[str, Any], day: str, most: int) -> Iterator[Application]:
        found = (
            self._collection.find(
                wanted,
                {"version": 1, "state": 1},
                session=session_of(self._collection),
            )
            .sort([(f"keys.{day}", 1), ("created_at", 1), ("_id", 1)])
            .limit(most)
        )
        for each in found:
            yield APPLICATIONS.from_state(each["_id"], each["version"], each["state"])


def _first(application: Application, day: str = "due_on") -> tuple[str, str]:
    return str(APPLICATIONS.keys(application)[day]), application.id
