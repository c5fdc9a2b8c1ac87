"""The pending events in a service's documents, and the journal they are copied to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from pymongo import ASCENDING, DESCENDING, UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from chassis.documents.pending import BULK_PATIENCE

Document = dict[str, Any]

FILLING = timedelta(seconds=10)
"""Between two batches of one import there is less, on a busy machine too."""

_EPOCH = datetime.fromtimestamp(0, UTC)
WAITING = {"outbox_since": {"$gt": _EPOCH}}
"""Finds documents with pending events by the index alone."""

DUPLICATE_KEY = 11000


@dataclass(frozen=True)
class Pending:
    """The events of one aggregate that wait, in sequence, as CloudEvents dicts."""

    collection: str
    aggregate_id: str
    events: Sequence[Document]


@dataclass(frozen=True)
class Depth:
    """How many aggregates have events waiting, and since when the first.

    Of what stands back `oldest` is the moment at which it no longer does.
    """

    aggregates: int
    oldest: datetime | None


class Outbox:
    """What waits in some collections of one database."""

    def __init__(self, database: Database[Document], collections: Sequence[str]) -> None:
        self._database = database
        self._collections = sorted(set(collections))
        self._journal = database["journal"]

    def ensure_indexes(self) -> None:
        """What reading the outbox and the journal needs; does nothing where it is there."""
        for name in self._collections:
            self._database[name].create_index("outbox_since", sparse=True)
        self._journal.create_index([("event.subject", ASCENDING), ("event.sequence", ASCENDING)])
        self._journal.create_index("event.time")

    def batches(self, size: int) -> Iterator[list[Pending]]:
        """All whose turn has come, longest first per collection, about `size` events at a time."""
        come = {"$gt": _EPOCH, "$lte": datetime.now(UTC)}
        for name in self._where(come):
            yield from self._batches(name, come, size)

    def standing_back(self, size: int) -> Iterator[list[Pending]]:
        """What was made in bulk and lets others go first: a batch of each collection at most.

        As long as more of it is being made, nothing: both would take twice as long.
        """
        for name in self._where({"$gt": datetime.now(UTC)}):
            if not self._is_filling(name):
                yield from islice(self._batches(name, {"$gt": datetime.now(UTC)}, size), 1)

    def _where(self, since: Document) -> list[str]:
        """The collections in which something waits since then: asked of all of them at once, for
        the relay looks after every event, and mostly there is one."""

        def first(name: str) -> list[Document]:
            named = {"_id": 0, "name": {"$literal": name}}
            return [{"$match": {"outbox_since": since}}, {"$limit": 1}, {"$project": named}]

        if not self._collections:
            return []
        one, *others = self._collections
        unions = [{"$unionWith": {"coll": each, "pipeline": first(each)}} for each in others]
        with self._database[one].aggregate([*first(one), *unions]) as found:
            return [each["name"] for each in found]

    def _is_filling(self, name: str) -> bool:
        newest = self._database[name].find_one(
            WAITING, {"outbox_since": 1}, sort=[("outbox_since", DESCENDING)]
        )
        if newest is None:
            return False
        made: datetime = newest["outbox_since"] - BULK_PATIENCE
        return made > datetime.now(UTC) - FILLING

    def _batches(self, name: str, since: Document, size: int) -> Iterator[list[Pending]]:
        batch: list[Pending] = []
        events = 0
        with (
            self._database[name]
            .find({"outbox_since": since}, {"pending": 1}, batch_size=size)
            .sort("outbox_since", ASCENDING) as found
        ):
            for document in found:
                batch.append(Pending(name, document["_id"], document["pending"]))
                events += len(document["pending"])
                if events >= size:
                    yield batch
                    batch, events = [], 0
        if batch:
            yield batch

    def append_to_journal(self, events: Sequence[Document]) -> None:
        """Keep a copy of each event; one that is there already is left as it is."""
        now = datetime.now(UTC)
        try:
            self._journal.insert_many(
                [{"_id": event["id"], "at": now, "event": event} for event in events],
                ordered=False,
            )
        except BulkWriteError as error:
            # Without the majority it is not there for good, and its event must stay where it is.
            if error.details.get("writeConcernErrors") or any(
                each["code"] != DUPLICATE_KEY for each in error.details["writeErrors"]
            ):
                raise

    def remove(self, published: Sequence[Pending]) -> None:
        """Take these events out of their documents, whatever was added meanwhile."""
        by_collection: dict[str, list[Pending]] = {}
        for each in published:
            by_collection.setdefault(each.collection, []).append(each)
        for name, waiting in by_collection.items():
            emptied = self._database[name].bulk_write(
                [UpdateOne(*_emptying(each)) for each in waiting], ordered=False
            )
            if emptied.matched_count < len(waiting):
                self._database[name].bulk_write(
                    [
                        UpdateOne({"_id": each.aggregate_id}, _without(each.events))
                        for each in waiting
                    ],
                    ordered=False,
                )

    def depth(self) -> Depth:
        """How much waits, by the index alone."""
        count, oldest = 0, None
        for name in self._collections:
            count += self._database[name].count_documents(WAITING)
            first = self._database[name].find_one(
                WAITING, {"outbox_since": 1}, sort=[("outbox_since", ASCENDING)]
            )
            if first is not None:
                since: datetime = first["outbox_since"]
                oldest = since if oldest is None else min(oldest, since)
        return Depth(count, oldest)


def _emptying(pending: Pending) -> tuple[Document, Document]:
    """A cheap update for the common case: these events, and no others, are waiting.

    Events are added at the end alone, so the number and the last one tell the whole list.
    """
    count = len(pending.events)
    condition = {
        "_id": pending.aggregate_id,
        "pending": {"$size": count},
        f"pending.{count - 1}.id": pending.events[-1]["id"],
    }
    return condition, {"$set": {"pending": []}, "$unset": {"outbox_since": ""}}


def _without(events: Sequence[Document]) -> list[Document]:
    """An update that drops these events, and the mark when none are left."""
    ids = [event["id"] for event in events]
    return [
        {
            "$set": {
                "pending": {
                    "$filter": {
                        "input": "$pending",
                        "cond": {"$not": {"$in": ["$$this.id", ids]}},
                    }
                }
            }
        },
        {
            "$set": {
                "outbox_since": {"$cond": [{"$eq": ["$pending", []]}, "$$REMOVE", "$outbox_since"]}
            }
        },
    ]
