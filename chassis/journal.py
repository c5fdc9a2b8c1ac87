"""A service's journal: every event it ever published, to be read and published again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from pymongo import ASCENDING
from pymongo.database import Database

from chassis.amqp.publisher import Outgoing
from chassis.dead_letters import DeadLetter
from chassis.identifiers import new_id
from contracts.envelope import CONTENT_TYPE, PERSONAL, exchange, routing_key

Event = dict[str, Any]

IN_FLIGHT = 500


@dataclass(frozen=True)
class Selection:
    """Which events; all conditions hold together, an empty selection is everything.

    `type` is a full type or a family (`kanaf.registry.person.registered`, all versions). `since` is
    inclusive, `until` exclusive; both compare with the time of the event.
    """

    subject: str | None = None
    type: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class Journal:
    """The journal of one service's database."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database["journal"]
        self._discarded = database["discarded"]

    def events(self, selection: Selection, limit: int = 0) -> Iterator[Event]:
        """The events as they were published (CloudEvents dicts), oldest first; 0 is no limit."""
        found = self._collection.find(_condition(selection), {"event": 1})
        for document in found.sort("_id", ASCENDING).limit(limit):  # ids sort by time
            yield document["event"]

    def republish(
        self,
        selection: Selection,
        publish: Callable[..., None],
        queue: str | None = None,
    ) -> int:
        """Publish the selected events again, in order; answers how many.

        To everybody who is bound for them, who recognise what they know, or to one `queue` only.
        `publish` is a `Publisher`'s. Raises `Unavailable`; doing it again is harmless.
        """
        count = 0
        for batch in _batches(self.events(selection)):
            publish(*(_message(event, queue) for event in batch))
            count += len(batch)
        return count

    def keep_discarded(self, letter: DeadLetter, by: str, note: str) -> None:
        """Remember a parked message that an operator removes, who it was and why."""
        self._discarded.insert_one(
            {
                "_id": new_id(),
                "at": datetime.now(UTC),
                "by": by,
                "note": note,
                "queue": letter.queue,
                "message_id": letter.id,
                "reason": letter.reason,
                "error": letter.error,
                "body": letter.body,
            }
        )

    def forget_discarded(self, subject: str) -> None:
        """What discarded messages told of this subject in person is no longer kept."""
        for letter in self._discarded.find({}, {"body": 1}):
            event = _event_in(letter["body"])
            if event.get("subject") == subject and event.get("dataclassification") == PERSONAL:
                body = orjson.dumps({**event, "data": {}})
                self._discarded.update_one({"_id": letter["_id"]}, {"$set": {"body": body}})


def _event_in(body: bytes) -> Event:
    try:
        event = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return event if isinstance(event, dict) else {}


def _condition(selection: Selection) -> dict[str, Any]:
    condition: dict[str, Any] = {}
    if selection.subject is not None:
        condition["event.subject"] = selection.subject
    if selection.type is not None:
        condition["event.type"] = {"$regex": rf"^{re.escape(selection.type)}(\.v\d+)?$"}
    time: dict[str, str] = {}
    if selection.since is not None:
        time["$gte"] = _text(selection.since)
    if selection.until is not None:
        time["$lt"] = _text(selection.until)
    if time:
        condition["event.time"] = time
    return condition


def _text(time: datetime) -> str:
    """As it stands in events, where it sorts as text."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _message(event: Event, queue: str | None) -> Outgoing:
    everybody = exchange(event["dataclassification"]), routing_key(event["type"])
    to, key = everybody if queue is None else ("", queue)
    return Outgoing(
        exchange=to,
        routing_key=key,
        body=orjson.dumps(event),
        message_id=event["id"],
        content_type=CONTENT_TYPE,
    )


def _batches(events: Iterable[Event]) -> Iterator[list[Event]]:
    events = iter(events)
    while batch := list(itertools.islice(events, IN_FLIGHT)):
        yield batch
