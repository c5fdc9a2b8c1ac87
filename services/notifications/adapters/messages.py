"""The messages in MongoDB.

Not the versioned store of `chassis.documents`: messages publish no events and are never changed by
a request, but there are more of them than of anything else, so they are added and changed many at
a time. Their ids and versions do what command keys do elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, InsertOne, ReplaceOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from chassis.documents import cursor
from chassis.documents.gathering import DUPLICATE_KEY, Gathering
from chassis.identifiers import new_id
from services.notifications.adapters.documents import Document, from_document, to_document
from services.notifications.app.ports import MessagePage, Wanted
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Message, State

COLLECTION = "messages"


@dataclass
class _Addition:
    """Messages that somebody adds, and how many of them were new."""

    messages: Sequence[Message]
    new: int = 0


@dataclass
class _Saving:
    """Messages that somebody changed, the mark of that change, and those it reached."""

    messages: Sequence[Message]
    mark: str
    saved: list[Message] = field(default_factory=list)


class MongoMessages:
    """See `app.ports.Messages`. What is written at the same time is written together."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database[COLLECTION]
        self._additions: Gathering[_Addition] = Gathering(self._add)
        self._savings: Gathering[_Saving] = Gathering(self._save)

    def prepare(self) -> None:
        """Create the indexes; does nothing where they are there already."""
        newest = [("created_at", DESCENDING), ("_id", DESCENDING)]
        self._collection.create_index(
            [("channel", ASCENDING), ("due", ASCENDING)],
            partialFilterExpression={"due": {"$exists": True}},
        )
        self._collection.create_index(newest)
        for name in ("party", "state", "governorate"):
            self._collection.create_index([(name, ASCENDING), *newest])

    def add_new(self, messages: Sequence[Message]) -> int:
        """See `app.ports.Messages`."""
        if not messages:
            return 0
        addition = _Addition(messages)
        self._additions.submit(addition)
        return addition.new

    def _add(self, turn: list[_Addition]) -> None:
        added = [(addition, message) for addition in turn for message in addition.messages]
        known: set[int] = set()
        try:
            self._collection.bulk_write(
                [InsertOne(to_document(message)) for _, message in added], ordered=False
            )
        except BulkWriteError as error:
            details = error.details or {}
            problems = details.get("writeErrors", [])
            if details.get("writeConcernErrors") or any(
                each["code"] != DUPLICATE_KEY for each in problems
            ):
                raise
            known = {each["index"] for each in problems}
        for place, (addition, message) in enumerate(added):
            if place not in known:
                addition.new += 1
                message.version += 1

    def waiting_for(self, party: str) -> list[Message]:
        """See `app.ports.Messages`."""
        wanted = {"party": party, "state": State.WAITING.value}
        return [from_document(each) for each in self._collection.find(wanted)]

    def due(self, channel: Channel, now: datetime, limit: int) -> list[Message]:
        """See `app.ports.Messages`."""
        found = self._collection.find({"channel": channel.value, "due": {"$lte": now}})
        return [from_document(each) for each in found.sort("due", ASCENDING).limit(limit)]

    def save_all(self, messages: Sequence[Message]) -> list[Message]:
        """See `app.ports.Messages`."""
        if not messages:
            return []
        saving = _Saving(messages, new_id())
        self._savings.submit(saving)
        return saving.saved

    def _save(self, turn: list[_Saving]) -> None:
        changed = [(saving.mark, message) for saving in turn for message in saving.messages]
        written = self._collection.bulk_write(
            [
                ReplaceOne(
                    {"_id": message.id, "version": message.version},
                    {**to_document(message), "mark": mark},
                )
                for mark, message in changed
            ],
            ordered=False,
        )
        reached = {(mark, message.id) for mark, message in changed}
        if written.matched_count != len(changed):
            # Others had changed some of them: the marks tell whose write each one bears.
            ids = [message.id for _, message in changed]
            found = self._collection.find({"_id": {"$in": ids}}, {"mark": True})
            reached = {(str(each.get("mark")), str(each["_id"])) for each in found}
        for saving in turn:
            saving.saved = [each for each in saving.messages if (saving.mark, each.id) in reached]
            for message in saving.saved:
                message.version += 1

    def forget_destinations(self, party: str, made_until: datetime | None) -> None:
        """See `app.ports.Messages`. What went somewhere is over and is saved no more."""
        wanted: Document = {"party": party, "destination": {"$ne": None}}
        if made_until is not None:
            wanted["created_at"] = {"$lte": made_until}
        self._collection.update_many(
            wanted, {"$set": {"destination": None}, "$inc": {"version": 1}}
        )

    def sending_to(self, party: str) -> bool:
        """See `app.ports.Messages`."""
        wanted = {"party": party, "state": State.SENDING.value}
        return self._collection.find_one(wanted, {"_id": 1}) is not None

    def get(self, message_id: str) -> Message | None:
        """See `app.ports.Messages`."""
        document = self._collection.find_one({"_id": message_id})
        return None if document is None else from_document(document)

    def find(self, wanted: Wanted, after: str | None, limit: int) -> MessagePage:
        """See `app.ports.Messages`. Raises `Invalid("cursor_invalid")`."""
        conditions = [_condition(wanted)]
        if after is not None:
            at, last = cursor.decode(after)
            conditions.append(
                {"$or": [{"created_at": {"$lt": at}}, {"created_at": at, "_id": {"$lt": last}}]}
            )
        found = self._collection.find({"$and": conditions})
        ordered = found.sort([("created_at", DESCENDING), ("_id", DESCENDING)])
        messages = [from_document(each) for each in ordered.limit(limit + 1)]
        return page(messages, limit)


def _condition(wanted: Wanted) -> Document:
    names = ("state", "channel", "party", "template")
    condition: Document = {
        name: str(value) for name in names if (value := getattr(wanted, name)) is not None
    }
    if wanted.but_to:
        condition["$nor"] = [{"party": {"$in": sorted(wanted.but_to)}}]
    if wanted.governorates is not None:
        condition["governorate"] = {"$in": sorted(wanted.governorates)}
    return condition


def page(messages: Sequence[Message], limit: int) -> MessagePage:
    """The page of at most `limit` of these messages, of which there may be one more."""
    kept = messages[:limit]
    more = len(messages) > limit
    return MessagePage(kept, cursor.encode(kept[-1].created_at, kept[-1].id) if more else None)
