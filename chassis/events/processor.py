"""From a decoded event to its outcome. Knows neither nameko nor eventlet nor the broker."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pymongo
from pymongo.errors import PyMongoError

from chassis import metrics
from chassis.context import Actor, Command, Context, child_traceparent, use
from chassis.documents.errors import AlreadyDone, ConcurrentChange
from chassis.errors import Unavailable
from chassis.events.contract import Contract, Event, Unreadable, family
from chassis.events.cursors import Cursors
from chassis.events.outcome import Early, Failed, Handled, Outcome, Postponed, Rejected
from chassis.rpc.dispatch import is_passing
from contracts.envelope import Envelope, Undecodable, decode

Handler = Callable[[Event[Any]], object]

ATTEMPTS_IN_PLACE = 6
"""How often a handler is run while others keep changing the same aggregate."""

DATABASE_SECONDS = 20.0
"""How long one attempt may wait for the database before the attempt is postponed."""

ANY = "*"
"""Under which a handler for every type of event is registered."""


def read(body: bytes) -> Envelope:
    """The event in a message. Raises `Unreadable`."""
    try:
        return decode(body)
    except Undecodable as error:
        raise Unreadable("undecodable", str(error)) from error


@dataclass(frozen=True)
class Processor:
    """Applies the events of one queue.

    `handlers` are found by the event's family (its type without the version), else under `ANY`.
    With `ordered`, the events of one subject are applied in sequence without a gap, which needs a
    queue that is bound to all events of the subject.
    """

    queue: str
    handlers: Mapping[str, Handler]
    ordered: bool
    cursors: Cursors
    contract: Contract

    def process(self, envelope: Envelope) -> Outcome:
        """Apply the event, if it is its turn. Never raises an `Exception`."""
        started = time.monotonic()
        try:
            with pymongo.timeout(DATABASE_SECONDS):
                outcome = self._apply(envelope)
        except Unreadable as error:
            return Rejected(error.reason, error)
        except Unavailable as error:
            return Postponed(error)
        except PyMongoError as error:
            return Postponed(error) if is_passing(error) else Failed(error)
        except Exception as error:  # noqa: BLE001  (the boundary: every failure is an outcome)
            return Failed(error)
        if isinstance(outcome, Handled):
            self._measure(envelope, started)
        return outcome

    def _apply(self, envelope: Envelope) -> Outcome:
        event = self.contract(envelope)
        if self.ordered:
            position = self.cursors.position(self.queue, envelope.subject, envelope.sequence)
            if envelope.sequence <= position:
                return Handled("repeated")
            if envelope.sequence > position + 1:
                return Early(
                    LookupError(f"event {envelope.sequence} came when {position + 1} was due")
                )
        how = self._run(event)
        if self.ordered:
            self.cursors.advance(self.queue, envelope.subject, envelope.sequence)
        return Handled(how)

    def _run(self, event: Event[Any]) -> str:
        handler = self.handlers.get(family(event.envelope.type)) or self.handlers.get(ANY)
        if handler is None:
            return "ignored"
        with use(self._context(event.envelope)):
            for attempt in range(1, ATTEMPTS_IN_PLACE + 1):
                try:
                    handler(event)
                except AlreadyDone:
                    return "repeated"
                except ConcurrentChange:
                    if attempt == ATTEMPTS_IN_PLACE:
                        raise
                    time.sleep(random.uniform(0, 0.01) * attempt)  # noqa: S311  (spreads rivals)
                else:
                    break
        return "done"

    def _context(self, envelope: Envelope) -> Context:
        return Context(
            actor=Actor.system(self.queue),
            correlation_id=envelope.correlationid,
            causation_id=envelope.id,
            traceparent=child_traceparent(envelope.traceparent),
            command_key=envelope.id,
            command=Command(key=f"{self.queue}:{envelope.id}", fingerprint=envelope.id),
        )

    def _measure(self, envelope: Envelope, started: float) -> None:
        lag = (datetime.now(UTC) - envelope.time).total_seconds()
        metrics.EVENT_HANDLING_SECONDS.labels(self.queue).observe(time.monotonic() - started)
        metrics.EVENT_LAG_SECONDS.labels(self.queue).observe(max(lag, 0.0))
