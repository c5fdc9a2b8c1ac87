"""Aggregates on MongoDB: one document each, one write per change.

A change sets the state as a whole and pushes its events, so that the relay may take published
events out of the document at any moment without either overwriting the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, NoReturn

from pymongo import ASCENDING, DESCENDING, UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure

from chassis.clock import Clock
from chassis.documents import commands, cursor, history, pending
from chassis.documents.criteria import all_of, conditions_of
from chassis.documents.errors import ConcurrentChange
from chassis.documents.gathering import DUPLICATE_KEY
from chassis.documents.kind import (
    A,
    Added,
    Criteria,
    Kind,
    Page,
    Revision,
    View,
    anybody,
    version_of,
)
from chassis.documents.transaction import is_transient, session_of
from chassis.errors import Conflict, NotFound

Document = dict[str, Any]

_MEMORY = {"creation": 1, "commands": 1}

_STREAMED = 1000
"""Documents that are fetched at once when all are: the server would send 16 MiB of them."""


class MongoStore(Generic[A]):
    """The store of one kind of aggregate in one database."""

    def __init__(self, database: Database[Document], kind: Kind[A], clock: Clock) -> None:
        self._collection = database[kind.collection]
        self._kind = kind
        self._clock = clock

    def get(
        self,
        aggregate_id: str,
        admit: Callable[[A], None] = anybody,
        told: Callable[[A], int] = version_of,
    ) -> A:
        document = self._document(aggregate_id)
        commands.refuse_repeated(document)
        aggregate = self._restore(document)
        admit(aggregate)
        commands.refuse_stale(told(aggregate))
        return aggregate

    def get_companion(self, aggregate_id: str) -> A:
        return self._restore(self._document(aggregate_id))

    load = get_companion

    def add(self, aggregate: A) -> View:
        document = self._new(aggregate)
        answer = self._kind.to_view(aggregate)
        document["creation"] = commands.record(answer, self._clock)
        try:
            self._collection.insert_one(document, session=session_of(self._collection))
        except DuplicateKeyError as error:
            self._refuse_duplicate(aggregate.id, error)
        except OperationFailure as error:
            self._raise_transient(error)
        return answer

    def add_many(self, aggregates: Iterable[A]) -> list[Added]:
        documents = [self._new(each, pending.BULK_PATIENCE) for each in aggregates]
        refused: dict[int, Added] = {}
        session = session_of(self._collection)
        try:
            if documents:
                self._collection.insert_many(documents, ordered=False, session=session)
        except BulkWriteError as error:
            if session is not None:
                self._refuse_many(error)
            for each in error.details["writeErrors"]:
                if each["code"] != DUPLICATE_KEY:
                    raise
                refused[each["index"]] = self._not_added(each)
        return [
            refused.get(index, Added(document["_id"], "stored"))
            for index, document in enumerate(documents)
        ]

    def save(self, aggregate: A, why: str | None = None) -> View:
        if not aggregate.events:
            return self._kind.to_view(aggregate)
        loaded = aggregate.version
        waiting = self._advance(aggregate)
        answer = self._kind.to_view(aggregate)
        remembered = commands.record(answer, self._clock)
        change: dict[str, Any] = {
            "$set": {"version": aggregate.version, **self._current(aggregate, why)},
            "$min": pending.waiting_since(waiting),
            "$push": {
                "pending": {"$each": waiting},
                "commands": {"$each": remembered, "$slice": -commands.REMEMBERED},
            },
        }
        try:
            result = self._collection.update_one(
                {"_id": aggregate.id, "version": loaded},
                history.pushing(change, {"commands": commands.REMEMBERED})
                if self._kind.history
                else change,
                session=session_of(self._collection),
            )
        except DuplicateKeyError as error:
            self._refuse_duplicate(None, error)
        except OperationFailure as error:
            self._raise_transient(error)
        if result.matched_count == 0:
            raise ConcurrentChange(f"{self._kind.name} {aggregate.id}")
        return answer

    def hold(self, aggregate: A) -> None:
        try:
            # Something must be written, or another transaction would not meet it.
            result = self._collection.update_one(
                {"_id": aggregate.id, "version": aggregate.version},
                {"$inc": {"holds": 1}},
                session=session_of(self._collection),
            )
        except OperationFailure as error:
            self._raise_transient(error)
        if result.matched_count == 0:
            raise ConcurrentChange(f"{self._kind.name} {aggregate.id}")

    def view(self, aggregate_id: str) -> View:
        return self._kind.to_view(self.load(aggregate_id))

    def find(self, criteria: Criteria, after: str | None = None, limit: int = 20) -> Page:
        conditions = conditions_of(criteria)
        if after is not None:
            at, last = cursor.decode(after)
            conditions += [
                {"$or": [{"created_at": {"$lt": at}}, {"created_at": at, "_id": {"$lt": last}}]},
                # Says nothing new, but an index can begin there and need not walk to the page.
                {"created_at": {"$lte": at}},
            ]
        found = self._newest(conditions, limit + 1)
        more = len(found) > limit
        kept = found[:limit]
        return Page(
            items=[self._kind.to_view(self._restore(each)) for each in kept],
            next=cursor.encode(kept[-1]["created_at"], kept[-1]["_id"]) if more else None,
        )

    def newest(self, criteria: Criteria, most: int) -> list[A]:
        return list(map(self._restore, self._newest(conditions_of(criteria), most)))

    def each(self, criteria: Criteria, after: str | None = None) -> Iterator[A]:
        conditions = conditions_of(criteria)
        if after is not None:
            conditions.append({"_id": {"$gt": after}})
        found = self._collection.find(
            all_of(conditions), {"state": 1, "version": 1}, batch_size=_STREAMED
        )
        yield from map(self._restore, found.sort("_id", ASCENDING).allow_disk_use(True))

    def count(self, criteria: Criteria) -> int:
        return self._collection.count_documents(all_of(conditions_of(criteria)))

    def history(self, aggregate_id: str) -> list[Revision[A]]:
        return history.revisions(self._kind, self._document(aggregate_id, without=("pending",)))

    def as_of(self, aggregate_id: str, moment: datetime) -> A:
        return history.as_of(self._kind, self.history(aggregate_id), aggregate_id, moment)

    def rewrite_history(self, aggregate_id: str, rewrite: Callable[[A], A]) -> None:
        document = self._document(aggregate_id, without=("pending",))
        result = self._collection.update_one(
            {"_id": aggregate_id, "version": document["version"]},
            {"$set": history.rewritten(self._kind, document, rewrite)},
            session=session_of(self._collection),
        )
        if result.matched_count == 0:
            raise ConcurrentChange(f"{self._kind.name} {aggregate_id}")

    def labels(self, name: str, aggregate_ids: Collection[str]) -> dict[str, list[str]]:
        found = self._collection.find(
            {"_id": {"$in": list(aggregate_ids)}, f"labels.{name}": {"$exists": True}},
            {f"labels.{name}": 1},
            session=session_of(self._collection),
        )
        return {each["_id"]: each["labels"][name] for each in found}

    def label(self, name: str, values: Mapping[str, Sequence[str]]) -> None:
        writes = [
            UpdateOne(
                {"_id": aggregate_id},
                {"$set": {f"labels.{name}": list(each)}}
                if each
                else {"$unset": {f"labels.{name}": ""}},
            )
            for aggregate_id, each in values.items()
        ]
        if writes:
            self._collection.bulk_write(writes, ordered=False, session=session_of(self._collection))

    def _newest(self, conditions: list[Document], most: int) -> list[Document]:
        return list(
            self._collection.find(
                all_of(conditions),
                {"state": 1, "version": 1, "created_at": 1},
                # All at once: by default the rest after a hundred would be a second round trip.
                batch_size=most,
                session=session_of(self._collection),
            )
            .sort([("created_at", DESCENDING), ("_id", DESCENDING)])
            .limit(most)
        )

    def _document(
        self, aggregate_id: str, without: Sequence[str] = ("pending", "history")
    ) -> Document:
        try:
            found = self._collection.find_one(
                {"_id": aggregate_id},
                dict.fromkeys(without, 0),
                session=session_of(self._collection),
            )
        except OperationFailure as error:
            self._raise_transient(error)
        if found is None:
            raise NotFound(f"{self._kind.name}_not_found", {"id": aggregate_id})
        return found

    def _restore(self, document: Document) -> A:
        return self._kind.from_state(document["_id"], document["version"], document["state"])

    def _new(self, aggregate: A, patience: timedelta = timedelta()) -> Document:
        waiting = self._advance(aggregate)
        document: Document = {
            "_id": aggregate.id,
            "version": aggregate.version,
            "created_at": self._clock.now(),
            **self._current(aggregate),
            "pending": waiting,
            **pending.waiting_since(waiting, patience),
            "creation": [],
            "commands": [],
        }
        return document

    def _current(self, aggregate: A, why: str | None = None) -> Document:
        return {
            "state": self._kind.to_state(aggregate),
            "keys": self._kind.present_keys(aggregate),
            "timers": [
                {"name": timer.name, "due": timer.due} for timer in self._kind.timers(aggregate)
            ],
            "work": [{"name": each} for each in self._kind.work(aggregate)],
            **({"made": history.provenance(self._clock, why)} if self._kind.history else {}),
        }

    def _advance(self, aggregate: A) -> list[Document]:
        waiting = pending.envelopes(self._kind, aggregate, self._clock)
        aggregate.version += len(waiting)
        aggregate.events.clear()
        return waiting

    def _refuse_duplicate(self, added_id: str | None, error: DuplicateKeyError) -> NoReturn:
        if added_id is not None:
            # Outside of any session: a duplicate key has ended the transaction it came from.
            existing = self._collection.find_one({"_id": added_id}, _MEMORY)
            if existing is not None:
                commands.refuse_repeated(existing)
                raise ConcurrentChange(f"{self._kind.name} {added_id} exists") from error
        if code := self._taken(error.details or {}):
            raise Conflict(code) from error
        raise error

    def _refuse_many(self, error: BulkWriteError) -> NoReturn:
        """One of many has ended the transaction of all. Raises `Conflict`, `ConcurrentChange`."""
        for each in error.details["writeErrors"]:
            if each["code"] == DUPLICATE_KEY and (code := self._not_added(each).code):
                raise Conflict(code) from error
        raise ConcurrentChange(f"{self._kind.name}: not all could be added") from error

    def _not_added(self, error: Document) -> Added:
        """What one write error of many says. Raises when it is no refusal of ours."""
        if "_id" in error["keyPattern"]:
            return Added(error["op"]["_id"], "repeated")
        code = self._taken(error)
        if code is None:
            raise DuplicateKeyError(error["errmsg"], error["code"], error)
        return Added(error["op"]["_id"], "refused", code)

    def _taken(self, details: Mapping[str, Any]) -> str | None:
        """The refusal code of the unique key that is taken."""
        keys = (name.removeprefix("keys.") for name in details.get("keyPattern", {}))
        return next((self._kind.unique[key] for key in keys if key in self._kind.unique), None)

    @staticmethod
    def _raise_transient(error: OperationFailure) -> NoReturn:
        if is_transient(error):
            raise ConcurrentChange(str(error)) from error
        raise error
