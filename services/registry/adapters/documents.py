"""States of other areas' documents, read in bulk for background work, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from pymongo.database import Database

from chassis.documents.kind import Criteria, Kind, Store
from chassis.errors import NotFound

State = Mapping[str, Any]


class Documents(Protocol):
    """Documents by collection."""

    def some(
        self, collection: str, ids: Sequence[str], fields: Sequence[str] = ()
    ) -> dict[str, State]:
        """The states of those of these that are there; `fields` as in `each`."""
        ...

    def each(
        self,
        collection: str,
        keys: Mapping[str, Any],
        after: str | None,
        fields: Sequence[str] = (),
        having: str | None = None,
    ) -> Iterator[tuple[str, State]]:
        """Ids and states of all that have these keys, by id, from after this one on.

        Of a key with several values, one of them. `fields`: what of the state is needed; all of
        it when none is named. `having`: a field of the state that is not empty.
        """
        ...


class MongoDocuments:
    """In the registry's database."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._database = database

    def some(
        self, collection: str, ids: Sequence[str], fields: Sequence[str] = ()
    ) -> dict[str, State]:
        found = self._database[collection].find({"_id": {"$in": list(ids)}}, _needed(fields))
        return {each["_id"]: each.get("state", {}) for each in found}

    def each(
        self,
        collection: str,
        keys: Mapping[str, Any],
        after: str | None,
        fields: Sequence[str] = (),
        having: str | None = None,
    ) -> Iterator[tuple[str, State]]:
        wanted = {f"keys.{name}": _wanted(value) for name, value in keys.items()}
        if having is not None:
            wanted[f"state.{having}"] = {"$ne": None}
        if after is not None:
            wanted["_id"] = {"$gt": after}
        found = self._database[collection].find(wanted, _needed(fields)).sort("_id", 1)
        for document in found.allow_disk_use(True):
            yield document["_id"], document["state"]


class StoredDocuments:
    """In stores, for tests of handlers. What has no store has no documents."""

    def __init__(self, stores: Mapping[str, tuple[Store[Any], Kind[Any]]]) -> None:
        self._stores = stores

    def some(
        self, collection: str, ids: Sequence[str], fields: Sequence[str] = ()
    ) -> dict[str, State]:
        found: dict[str, State] = {}
        store, kind = self._stores[collection]
        for each in ids:
            try:
                found[each] = kind.to_state(store.load(each))
            except NotFound:
                continue
        return found

    def each(
        self,
        collection: str,
        keys: Mapping[str, Any],
        after: str | None,
        fields: Sequence[str] = (),
        having: str | None = None,
    ) -> Iterator[tuple[str, State]]:
        if collection not in self._stores:
            return
        store, kind = self._stores[collection]
        several = {name: value for name, value in keys.items() if isinstance(value, tuple | list)}
        equals = {name: value for name, value in keys.items() if name not in several}
        for each in store.each(Criteria(equals=equals, any_of=several), after):
            state = kind.to_state(each)
            if having is None or state[having] is not None:
                yield each.id, state


def _wanted(value: Any) -> Any:
    return {"$in": list(value)} if isinstance(value, tuple | list) else value


def _needed(fields: Sequence[str]) -> dict[str, int]:
    return {f"state.{each}": 1 for each in fields} or {"state": 1}
