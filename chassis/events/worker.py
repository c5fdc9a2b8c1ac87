"""The work on one queue: subjects beside each other, the events of one subject one by one."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from chassis import metrics
from chassis.amqp.connection import pauses
from chassis.amqp.consumer import Delivery
from chassis.amqp.publisher import Outgoing
from chassis.amqp.topology import ConsumerQueue
from chassis.errors import Unavailable
from chassis.events import parking
from chassis.events.contract import Unreadable
from chassis.events.outcome import (
    Early,
    Failed,
    Handled,
    Outcome,
    Postponed,
    Rejected,
    Retry,
    disposal,
)
from chassis.events.processor import Processor, read
from contracts.envelope import Envelope

log = logging.getLogger(__name__)

PATIENCE = (0.02, 0.04, 0.08, 0.16, 0.32)
"""Seconds between looks whether an early event's turn has come, before it goes to a retry queue.

Two processes that share a queue often hold neighbouring events of one subject for a moment.
"""

DEFECT_SECONDS = 0.5
"""Pause before the broker delivers again what we stumbled over."""

SUSPECT_TURN_SECONDS = 0.03
SUSPECTS_AT_A_TIME = 16

Spawn = Callable[[Callable[[], None]], object]


@dataclass(order=True)
class Work:
    """A message with its event, ordered by the event's sequence."""

    sequence: int
    number: int
    delivery: Delivery = field(compare=False)
    envelope: Envelope | None = field(compare=False)
    unreadable: Unreadable | None = field(compare=False)

    @property
    def subject(self) -> str:
        """Whose turn it must wait for; what cannot be read waits for nobody."""
        return self.envelope.subject if self.envelope else f"unreadable {self.number}"

    @property
    def type(self) -> str:
        """For a metric's label: only types that exist, which an unreadable message may not name."""
        return self.envelope.type if self.envelope else "unreadable"


class Worker:
    """Handles what a `Consumer` delivers.

    `publish` returns when the broker has confirmed the message, or raises `Unavailable`. `spawn`
    starts a (green) thread.
    """

    def __init__(
        self,
        queue: ConsumerQueue,
        processor: Processor,
        publish: Callable[[Outgoing], None],
        spawn: Spawn,
    ) -> None:
        self._queue = queue
        self._processor = processor
        self._publish = publish
        self._spawn = spawn
        self._numbers = itertools.count()
        self._lanes: dict[str, list[Work]] = {}
        self._lock = threading.Lock()
        self._alone = threading.Lock()
        self._suspicious = max(1, queue.delivery_limit // 4)
        self._stopping = threading.Event()

    def accept(self, delivery: Delivery) -> None:
        """Take a message; returns at once."""
        work = self._understand(delivery)
        with self._lock:
            lane = self._lanes.get(work.subject)
            if lane is not None:
                heapq.heappush(lane, work)
                return
            self._lanes[work.subject] = [work]
        self._spawn(lambda: self._work_through(work.subject))

    def stop(self) -> None:
        """Finish what is at work, leave what waits to others."""
        self._stopping.set()

    def _understand(self, delivery: Delivery) -> Work:
        number = next(self._numbers)
        try:
            envelope = read(delivery.body)
        except Unreadable as error:
            return Work(0, number, delivery, None, error)
        return Work(envelope.sequence, number, delivery, envelope, None)

    def _work_through(self, subject: str) -> None:
        while True:
            with self._lock:
                lane = self._lanes[subject]
                if not lane:
                    del self._lanes[subject]
                    return
                work = heapq.heappop(lane)
            try:
                self._handle(work)
            except Exception:
                # A defect of ours: after as many deliveries as its queue allows it is parked.
                log.exception("%s: a message could not be dealt with", self._queue.name)
                self._stopping.wait(DEFECT_SECONDS)
                work.delivery.give_back()

    def _handle(self, work: Work) -> None:
        deaths = work.delivery.headers.get("x-delivery-count", 0)
        if deaths < self._suspicious:
            self._settle(work)
            return
        # One of the messages at hand kills our processes, and each death counts against all of
        # them. One by one, and from the other end each time, the innocent get away in time.
        place = work.number % SUSPECTS_AT_A_TIME
        turn = SUSPECTS_AT_A_TIME - place if deaths % 2 else place
        self._stopping.wait(turn * SUSPECT_TURN_SECONDS)
        with self._alone:
            self._settle(work)

    def _settle(self, work: Work) -> None:
        if self._stopping.is_set():
            work.delivery.leave()
            return
        outcome = self._outcome(work)
        if outcome is None:
            return
        self._count(work, outcome)
        if isinstance(outcome, Handled):
            work.delivery.ack()
        elif not isinstance(outcome, Postponed):
            self._dispose(work, outcome)

    def _outcome(self, work: Work) -> Outcome | None:
        """What became of it in the end; `None` when it is left to a later moment or process."""
        if work.envelope is None:
            assert work.unreadable is not None  # noqa: S101  (one of both: see `_understand`)
            return Rejected(work.unreadable.reason, work.unreadable)
        patience = iter(PATIENCE)
        absence = pauses()
        while True:
            outcome = self._processor.process(work.envelope)
            if isinstance(outcome, Early):
                pause = next(patience, None)
                if pause is None:
                    return outcome
                if self._yields_to_earlier(work):
                    return None
            elif isinstance(outcome, Postponed):
                pause = next(absence)
                self._count(work, outcome)
                log.warning("%s: postponed: %r", self._queue.name, outcome.error)
            else:
                return outcome
            if self._stopping.wait(pause):
                work.delivery.leave()
                return None

    def _yields_to_earlier(self, work: Work) -> bool:
        """Let an event of the same subject go first that should and has come meanwhile."""
        with self._lock:
            lane = self._lanes[work.subject]
            if lane and lane[0] < work:
                heapq.heappush(lane, work)
                return True
            return False

    def _dispose(self, work: Work, outcome: Early | Failed | Rejected) -> None:
        """Put it aside, confirmed, and only then acknowledge it."""
        queue = self._queue
        answer = disposal(outcome, parking.failures(work.delivery), len(queue.retry_seconds))
        if isinstance(answer, Retry):
            log.warning("%s: attempt %d failed", queue.name, answer.number, exc_info=outcome.error)
            copy = parking.for_retry(work.delivery, queue.name, answer.number, outcome.error)
        else:
            log.error("%s: parked: %s", queue.name, answer.reason, exc_info=outcome.error)
            trace = work.envelope.traceparent if work.envelope else ""
            copy = parking.for_parking(
                work.delivery, queue.name, answer.reason, outcome.error, trace
            )
        if not self._publish_patiently(copy):
            work.delivery.leave()
            return
        work.delivery.ack()
        if isinstance(answer, Retry):
            metrics.EVENTS_RETRIED.labels(queue.name).inc()
        else:
            metrics.EVENTS_PARKED.labels(queue.name, answer.reason).inc()

    def _publish_patiently(self, message: Outgoing) -> bool:
        """Until the broker has it; False when asked to stop before."""
        waits = pauses()
        while True:
            try:
                self._publish(message)
            except Unavailable as error:
                log.warning("%s: cannot put a message aside yet: %r", self._queue.name, error)
            else:
                return True
            if self._stopping.wait(next(waits)):
                return False

    def _count(self, work: Work, outcome: Outcome) -> None:
        known = not (isinstance(outcome, Rejected) and outcome.reason == "unknown_type")
        how = outcome.how if isinstance(outcome, Handled) else type(outcome).__name__.lower()
        metrics.EVENTS_CONSUMED.labels(
            self._queue.name, work.type if known else "unknown", how
        ).inc()
