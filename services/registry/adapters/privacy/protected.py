"""Which records are under protection now, of many at once: what is kept of them knows it not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pymongo.database import Database

from chassis.documents.kind import Criteria, Kind, Store
from chassis.errors import NotFound
from services.registry.app.privacy.plain import protection_from
from services.registry.domain.access import Actor
from services.registry.domain.privacy.protection import Protection, may_know

_PROTECTED: dict[str, Any] = {"keys.protected": {"$exists": True}}


def ensure_indexes(database: Database[dict[str, Any]], kind: Kind[Any]) -> None:
    """By which all are found who are under protection: few, and the others take no room in it."""
    database[kind.collection].create_index("keys.protected", partialFilterExpression=_PROTECTED)


class Protected:
    """`Hidden` over persons or households: by one query, without a database one by one."""

    def __init__(
        self, store: Store[Any], kind: Kind[Any], database: Database[dict[str, Any]] | None
    ) -> None:
        self._store = store
        self._collection = None if database is None else database[kind.collection]

    def __call__(self, ids: Collection[str], actor: Actor | None = None) -> set[str]:
        if not ids:
            return set()
        return {
            each
            for each, protection in self._protections(ids)
            if actor is None or not may_know(actor, protection)
        }

    def unseen(self, actor: Actor) -> set[str]:
        """See `app.ports.Unseen`."""
        return {each for each, protection in self._all() if not may_know(actor, protection)}

    def _all(self) -> Iterator[tuple[str, Protection | None]]:
        if self._collection is None:
            yield from ((each.id, each.protection) for each in self._store.each(Criteria()))
            return
        for each in self._collection.find(_PROTECTED, {"state.protection": 1}):
            yield each["_id"], protection_from(each["state"]["protection"])

    def _protections(self, ids: Collection[str]) -> Iterator[tuple[str, Protection | None]]:
        if self._collection is None:
            yield from self._one_by_one(ids)
            return
        found = self._collection.find(
            {"_id": {"$in": list(ids)}, **_PROTECTED},
            {"state.protection": 1},
        )
        for each in found:
            yield each["_id"], protection_from(each["state"]["protection"])

    def _one_by_one(self, ids: Collection[str]) -> Iterator[tuple[str, Protection | None]]:
        for each in ids:
            try:
                protection = self._store.load(each).protection
            except NotFound:
                continue
            if protection is not None:
                yield each, protection
