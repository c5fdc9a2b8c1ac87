"""The messages in MongoDB.

Not the versioned store of `chassis.documents`: messages publish no events and are never changed by
a request, but there are more of them than of anything else, so they are added and changed many at
a time. Their ids and versions do what command keys do elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, InsertOne, ReplaceOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from chassis.documents import cursor
from chassis.identifiers import new_id
from services.notifications.adapters.documents import Document, from_document, to_document
from services.notifications.app.ports import MessagePage, Wanted
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Message, State

COLLECTION = "messages"

_DUPLICATE_KEY = 11000


class MongoMessages:
    """See `app.ports.Messages`."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database[COLLECTION]

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
        try:
            written = self._collection.bulk_write(
                [InsertOne(to_document(each)) for each in messages], ordered=False
            )
        except BulkWriteError as error:
            details = error.details or {}
            problems = details.get("writeErrors", [])
            if details.get("writeConcernErrors") or any(
                each["code"] != _DUPLICATE_KEY for each in problems
            ):
                raise
            return int(details["nInserted"])
        for message in messages:
            message.version += 1
        return written.inserted_count

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
        mark = new_id()
        written = self._collection.bulk_write(
            [
                ReplaceOne(
                    {"_id": each.id, "version": each.version}, {**to_document(each), "mark": mark}
                )
                for each in messages
            ],
            ordered=False,
        )
        saved = list(messages)
        if written.matched_count != len(messages):
            saved = self._marked(messages, mark)
        for message in saved:
            message.version += 1
        return saved

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

    def _marked(self, messages: Sequence[Message], mark: str) -> list[Message]:
        """Of messages some of which others had changed: those that this write reached."""
        ids = [each.id for each in messages]
        found = self._collection.find({"_id": {"$in": ids}, "mark": mark}, {"_id": True})
        ours = {each["_id"] for each in found}
        return [each for each in messages if each.id in ours]


def _condition(wanted: Wanted) -> Document:
    names = ("state", "channel", "party", "template")
    condition: Document = {
        name: str(value) for name in names if (value := getattr(wanted, name)) is not None
    }
    if wanted.governorates is not None:
        condition["governorate"] = {"$in": sorted(wanted.governorates)}
    return condition


def page(messages: Sequence[Message], limit: int) -> MessagePage:
    """The page of at most `limit` of these messages, of which there may be one more."""
    kept = messages[:limit]
    more = len(messages) > limit
    return MessagePage(kept, cursor.encode(kept[-1].created_at, kept[-1].id) if more else None)
