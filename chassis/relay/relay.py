"""Publishing what waits, in order within each aggregate."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import orjson

from chassis import metrics
from chassis.amqp.publisher import ConfirmingChannel, Outgoing
from chassis.relay.lease import LeaseLost
from chassis.relay.outbox import Outbox, Pending
from contracts.envelope import CONTENT_TYPE, exchange, routing_key

log = logging.getLogger(__name__)

BATCH = 500
"""Events in flight at a time."""

ROOM = 500
"""As long as no consumer has more messages before it, it is given what stands back, too: what
comes from a counter then waits behind about a second's work, however long an import is."""

LOOK_BACK_SECONDS = 0.5
"""Between two looks at what stands back, after one that gave nothing: with each event of a counter
it would be looked for in every collection, which costs more than publishing that event."""

LONGEST_BACKOFF_SECONDS = 30.0
"""An aggregate whose event the broker refuses again and again is tried this often."""


@dataclass
class Backoff:
    """When an aggregate whose event was refused may be tried again, and how long to wait then."""

    until: float
    seconds: float


class Relay:
    """Takes events from one service's outbox to its journal and to the broker.

    An event leaves its document when it is in the journal and the broker has confirmed it, and all
    before it of the same aggregate too. Dying in between publishes it again.
    """

    def __init__(
        self,
        service: str,
        outbox: Outbox,
        holds_lease: Callable[[], bool],
        consumers: Sequence[str] = (),
    ) -> None:
        self._service = service
        self._outbox = outbox
        self._holds_lease = holds_lease
        self._consumers = consumers
        self._backoffs: dict[tuple[str, str], Backoff] = {}
        self._look_back_at = 0.0
        self._background = ThreadPoolExecutor(2, thread_name_prefix="outbox")

    def publish_waiting(self, channel: ConfirmingChannel) -> int:
        """Publish all whose turn has come, and some of what stands back when there is room.

        Answers how many events were published. Raises `LeaseLost`, `PyMongoError` or what a broken
        connection raises; nothing is lost then.
        """
        published = self._publish_all(channel, self._outbox.batches(BATCH))
        if time.monotonic() < self._look_back_at:
            return published
        stood_back = self._publish_all(channel, self._standing_back(channel))
        if not stood_back:
            self._look_back_at = time.monotonic() + LOOK_BACK_SECONDS
        return published + stood_back

    def _standing_back(self, channel: ConfirmingChannel) -> Iterator[list[Pending]]:
        for batch in self._outbox.standing_back(BATCH):
            if channel.most_waiting(self._consumers) > ROOM:
                return
            yield batch

    def _publish_all(self, channel: ConfirmingChannel, batches: Iterable[list[Pending]]) -> int:
        """The journal is written while the broker confirms, and a batch is removed while the next
        is published."""
        published = 0
        removal: Future[None] | None = None
        for batch in batches:
            ready = [each for each in batch if self._may_try(each)]
            if not ready:
                continue
            confirmed = self._publish(channel, ready)
            if removal is not None:
                removal.result()
            removal = self._background.submit(self._outbox.remove, confirmed)
            published += sum(len(each.events) for each in confirmed)
        if removal is not None:
            removal.result()
        return published

    def close(self) -> None:
        self._background.shutdown(wait=True)

    def _publish(self, channel: ConfirmingChannel, batch: Sequence[Pending]) -> list[Pending]:
        events = [event for each in batch for event in each.events]
        journal = self._background.submit(self._outbox.append_to_journal, events)
        try:
            for event in events:
                if not self._holds_lease():
                    raise LeaseLost
                channel.send(_message(event))
            refused = channel.settle()
        finally:
            journal.result()
        self._count(batch, refused)
        return [part for each in batch if (part := self._confirmed(each, refused)).events]

    def _confirmed(self, pending: Pending, refused: Mapping[str, str]) -> Pending:
        """The part before the first event that the broker refused: later ones must follow it."""
        key = pending.collection, pending.aggregate_id
        for place, event in enumerate(pending.events):
            if why := refused.get(event["id"]):
                self._back_off(key)
                log.error("%s %s: %s", pending.collection, event["type"], why)
                return Pending(*key, pending.events[:place])
        self._backoffs.pop(key, None)
        return pending

    def _count(self, batch: Sequence[Pending], refused: Mapping[str, str]) -> None:
        if refused:
            metrics.EVENTS_PUBLISH_FAILURES.labels(self._service).inc(len(refused))
        by_type: dict[str, int] = {}
        for each in batch:
            for event in each.events:
                if event["id"] not in refused:
                    by_type[event["type"]] = by_type.get(event["type"], 0) + 1
        for type_, count in by_type.items():
            metrics.EVENTS_PUBLISHED.labels(self._service, type_).inc(count)

    def _may_try(self, pending: Pending) -> bool:
        backoff = self._backoffs.get((pending.collection, pending.aggregate_id))
        return backoff is None or time.monotonic() >= backoff.until

    def _back_off(self, key: tuple[str, str]) -> None:
        before = self._backoffs.get(key)
        seconds = 0.5 if before is None else min(before.seconds * 2, LONGEST_BACKOFF_SECONDS)
        self._backoffs[key] = Backoff(time.monotonic() + seconds, seconds)


def _message(event: Mapping[str, Any]) -> Outgoing:
    return Outgoing(
        exchange=exchange(event["dataclassification"]),
        routing_key=routing_key(event["type"]),
        body=orjson.dumps(event),
        message_id=event["id"],
        content_type=CONTENT_TYPE,
    )
