"""Aggregates on MongoDB: one document each, one write per change.

A change sets the state as a whole and pushes its events, so that the relay may take published
events out of the document at any moment without either overwriting the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Generic, NoReturn

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, OperationFailure

from chassis.clock import Clock
from chassis.documents import commands, cursor, pending
from chassis.documents.errors import ConcurrentChange
from chassis.documents.kind import A, Criteria, Kind, Page, View, anybody
from chassis.documents.transaction import is_transient, session_of
from chassis.errors import Conflict, NotFound

Document = dict[str, Any]

_MEMORY = {"creation": 1, "commands": 1}


class MongoStore(Generic[A]):
    """The store of one kind of aggregate in one database."""

    def __init__(self, database: Database[Document], kind: Kind[A], clock: Clock) -> None:
        self._collection = database[kind.collection]
        self._kind = kind
        self._clock = clock

    def get(self, aggregate_id: str, admit: Callable[[A], None] = anybody) -> A:
        document = self._document(aggregate_id)
        commands.refuse_repeated(document)
        aggregate = self._restore(document)
        admit(aggregate)
        commands.refuse_stale(aggregate.version)
        return aggregate

    def get_companion(self, aggregate_id: str) -> A:
        return self._restore(self._document(aggregate_id))

    load = get_companion

    def add(self, aggregate: A) -> View:
        waiting, answer = self._advance(aggregate)
        document: Document = {
            "_id": aggregate.id,
            "version": aggregate.version,
            "created_at": self._clock.now(),
            **self._current(aggregate),
            "pending": waiting,
            **pending.waiting_since(waiting),
            "creation": commands.record(answer, self._clock),
            "commands": [],
        }
        try:
            self._collection.insert_one(document, session=session_of(self._collection))
        except DuplicateKeyError as error:
            self._refuse_duplicate(aggregate.id, error)
        except OperationFailure as error:
            self._raise_transient(error)
        return answer

    def save(self, aggregate: A) -> View:
        if not aggregate.events:
            return self._kind.to_view(aggregate)
        loaded = aggregate.version
        waiting, answer = self._advance(aggregate)
        remembered = commands.record(answer, self._clock)
        try:
            result = self._collection.update_one(
                {"_id": aggregate.id, "version": loaded},
                {
                    "$set": {"version": aggregate.version, **self._current(aggregate)},
                    "$min": pending.waiting_since(waiting),
                    "$push": {
                        "pending": {"$each": waiting},
                        "commands": {"$each": remembered, "$slice": -commands.REMEMBERED},
                    },
                },
                session=session_of(self._collection),
            )
        except DuplicateKeyError as error:
            self._refuse_duplicate(None, error)
        except OperationFailure as error:
            self._raise_transient(error)
        if result.matched_count == 0:
            raise ConcurrentChange(f"{self._kind.name} {aggregate.id}")
        return answer

    def view(self, aggregate_id: str) -> View:
        return self._kind.to_view(self.load(aggregate_id))

    def find(self, criteria: Criteria, after: str | None = None, limit: int = 20) -> Page:
        conditions = _conditions(criteria)
        if after is not None:
            at, last = cursor.decode(after)
            conditions.append(
                {"$or": [{"created_at": {"$lt": at}}, {"created_at": at, "_id": {"$lt": last}}]}
            )
        found = list(
            self._collection.find(
                {"$and": conditions} if conditions else {},
                {"state": 1, "version": 1, "created_at": 1},
                session=session_of(self._collection),
            )
            .sort([("created_at", DESCENDING), ("_id", DESCENDING)])
            .limit(limit + 1)
        )
        more = len(found) > limit
        kept = found[:limit]
        return Page(
            items=[self._kind.to_view(self._restore(each)) for each in kept],
            next=cursor.encode(kept[-1]["created_at"], kept[-1]["_id"]) if more else None,
        )

    def _document(self, aggregate_id: str) -> Document:
        try:
            found = self._collection.find_one(
                {"_id": aggregate_id}, {"pending": 0}, session=session_of(self._collection)
            )
        except OperationFailure as error:
            self._raise_transient(error)
        if found is None:
            raise NotFound(f"{self._kind.name}_not_found", {"id": aggregate_id})
        return found

    def _restore(self, document: Document) -> A:
        return self._kind.from_state(document["_id"], document["version"], document["state"])

    def _current(self, aggregate: A) -> Document:
        return {
            "state": self._kind.to_state(aggregate),
            "keys": self._kind.present_keys(aggregate),
            "timers": [
                {"name": timer.name, "due": timer.due} for timer in self._kind.timers(aggregate)
            ],
        }

    def _advance(self, aggregate: A) -> tuple[list[Document], View]:
        waiting = pending.envelopes(self._kind, aggregate, self._clock)
        aggregate.version += len(waiting)
        aggregate.events.clear()
        return waiting, self._kind.to_view(aggregate)

    def _refuse_duplicate(self, added_id: str | None, error: DuplicateKeyError) -> NoReturn:
        if added_id is not None:
            # Outside of any session: a duplicate key has ended the transaction it came from.
            existing = self._collection.find_one({"_id": added_id}, _MEMORY)
            if existing is not None:
                commands.refuse_repeated(existing)
                raise ConcurrentChange(f"{self._kind.name} {added_id} exists") from error
        for name in (error.details or {}).get("keyPattern", {}):
            if code := self._kind.unique.get(name.removeprefix("keys.")):
                raise Conflict(code) from error
        raise error

    @staticmethod
    def _raise_transient(error: OperationFailure) -> NoReturn:
        if is_transient(error):
            raise ConcurrentChange(str(error)) from error
        raise error


def _conditions(criteria: Criteria) -> list[Document]:
    return [
        *({f"keys.{name}": value} for name, value in criteria.equals.items()),
        *({f"keys.{name}": {"$all": list(values)}} for name, values in criteria.all_of.items()),
        *({f"keys.{name}": {"$in": list(values)}} for name, values in criteria.any_of.items()),
        *(
            {f"keys.{name}": {"$regex": f"^{re.escape(text)}"}}
            for name, text in criteria.prefix.items()
        ),
    ]


def ensure_indexes(database: Database[Document], kinds: Sequence[Kind[Any]]) -> None:
    """Create what the kinds need; does nothing where it is there already."""
    for kind in kinds:
        collection = database[kind.collection]
        collection.create_index("outbox_since", sparse=True)
        collection.create_index("timers.due", sparse=True)
        collection.create_index([("created_at", DESCENDING), ("_id", DESCENDING)])
        for name in kind.unique:
            collection.create_index(
                f"keys.{name}",
                name=f"unique_{name}",
                unique=True,
                partialFilterExpression={f"keys.{name}": {"$exists": True}},
            )
        for names in kind.indexes:
            collection.create_index(
                [
                    *((f"keys.{name}", ASCENDING) for name in names),
                    ("created_at", DESCENDING),
                    ("_id", DESCENDING),
                ]
            )
