"""Durable timers: what falls due on an aggregate is fired once, also after downtime (P10).

    class LicensingService:
        @due("licences", "renewal_due")
        def remind(self, licence_id: str, timer: str) -> None: ...

A timer stands in its aggregate's document, so it cannot be lost or forgotten. Firing it is a
command whose key names the timer; the command changes the state from which the timer derived,
so that it is gone. Any number of processes may look: the store lets one of them win.
"""

from __future__ import annotations

import functools
import logging
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pymongo
from nameko.extensions import Entrypoint, SharedExtension, register_entrypoint
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis import metrics, process
from chassis.clock import Clock
from chassis.context import Actor, Command, Context, new_traceparent, use
from chassis.documents.errors import AlreadyDone, ConcurrentChange
from chassis.invocation import call
from chassis.settings import Environment

log = logging.getLogger(__name__)

BATCH = 1000
"""How many due timers of one collection are looked at in one go."""

DATABASE_SECONDS = 20.0
"""How long firing one timer may wait for the database."""

LONGEST_BACKOFF_SECONDS = 300.0
"""After failing again and again, a timer is tried this often."""

STOP_SECONDS = 5.0

Method = TypeVar("Method", bound=Callable[..., Any])
Handler = Callable[[str, str], object]


@dataclass(frozen=True)
class Subscription:
    """Who handles the timers of a collection whose names begin with `prefix`."""

    collection: str
    prefix: str
    handler: Handler


@dataclass(frozen=True)
class Due:
    """One timer of one aggregate that is due."""

    at: datetime
    aggregate_id: str
    name: str
    subscription: Subscription

    @property
    def key(self) -> str:
        """The same wherever and whenever this very timer is found."""
        collection = self.subscription.collection
        return f"timer:{collection}:{self.aggregate_id}:{self.name}:{self.at.isoformat()}"


@dataclass
class Backoff:
    """A timer that failed: when to try again, by the machine's clock, and how long to wait then."""

    until: float
    seconds: float


class Timers:
    """Fires what is due in one service's database, in the order in which it fell due."""

    def __init__(
        self,
        service: str,
        database: Database[dict[str, Any]],
        clock: Clock,
        subscriptions: Sequence[Subscription],
        monotonic: Callable[[], float],
    ) -> None:
        self._service = service
        self._database = database
        self._clock = clock
        self._subscriptions = subscriptions
        self._monotonic = monotonic
        self._backoffs: dict[str, Backoff] = {}

    def fire_due(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Fire what is due now; answers how many timers were fired with effect.

        One that fails is logged and tried again later, and the others go on. Raises `PyMongoError`
        when the database cannot be asked what is due.
        """
        due = sorted(self._find(), key=lambda each: (each.at, each.aggregate_id, each.name))
        keys = {each.key for each in due}
        self._backoffs = {key: one for key, one in self._backoffs.items() if key in keys}
        fired = 0
        for each in due:
            if stopping():
                break
            waiting = self._backoffs.get(each.key)
            if waiting is None or self._monotonic() >= waiting.until:
                fired += self._fire(each)
        return fired

    def _find(self) -> Iterator[Due]:
        now = self._clock.now()
        for subscription in self._subscriptions:
            condition = {"$lte": now}
            name = {"$regex": f"^{re.escape(subscription.prefix)}"}
            found = (
                self._database[subscription.collection]
                .find({"timers": {"$elemMatch": {"due": condition, "name": name}}}, {"timers": 1})
                .sort("timers.due", pymongo.ASCENDING)
                .limit(BATCH + len(self._backoffs))  # those that fail must not hide the others
            )
            for document in found:
                for timer in document["timers"]:
                    if timer["due"] <= now and timer["name"].startswith(subscription.prefix):
                        yield Due(timer["due"], document["_id"], timer["name"], subscription)

    def _fire(self, due: Due) -> bool:
        """Whether this call had the effect; another process may have been first."""
        context = Context(
            actor=Actor.system(f"{self._service}.timers"),
            traceparent=new_traceparent(),
            command_key=due.key,
            command=Command(key=due.key, fingerprint=due.key),
        )
        try:
            with use(context), pymongo.timeout(DATABASE_SECONDS):
                due.subscription.handler(due.aggregate_id, due.name)
        except AlreadyDone:
            self._back_off(due)
            return False
        except ConcurrentChange:
            return False  # the next look decides on what has become of it
        except Exception:
            self._back_off(due)
            metrics.TIMERS_FAILED.labels(self._service, due.subscription.prefix).inc()
            log.exception("timer %s failed", due.key)
            return False
        # Should it still be there at the next look, it changed nothing and must not spin.
        self._back_off(due)
        late = (self._clock.now() - due.at) / timedelta(seconds=1)
        metrics.TIMERS_FIRED.labels(self._service, due.subscription.prefix).inc()
        metrics.TIMER_LATENESS_SECONDS.labels(self._service).observe(max(late, 0.0))
        return True

    def _back_off(self, due: Due) -> None:
        before = self._backoffs.get(due.key)
        seconds = 1.0 if before is None else min(before.seconds * 2, LONGEST_BACKOFF_SECONDS)
        self._backoffs[due.key] = Backoff(self._monotonic() + seconds, seconds)


class TimerReader(SharedExtension):  # type: ignore[misc]  # nameko is untyped
    """Looks for due timers again and again, for all `@due` methods of the service."""

    def __init__(self) -> None:
        self._entrypoints: list[DueEntrypoint] = []
        self._running = False
        self._stopping = threading.Event()
        self._stopped = threading.Event()

    def register(self, entrypoint: DueEntrypoint) -> None:
        self._entrypoints.append(entrypoint)

    def setup(self) -> None:
        self._seconds = Environment().seconds("KANAF_TIMER_SECONDS", 1.0)

    def start(self) -> None:
        if self._running:
            return
        self._running = True
        of_process = process.of(self.container)
        subscriptions = [
            Subscription(
                each.collection, each.prefix, functools.partial(call, self.container, each)
            )
            for each in self._entrypoints
        ]
        self._timers = Timers(
            of_process.service.name,
            of_process.database,
            of_process.clock,
            subscriptions,
            time.monotonic,
        )
        self.container.spawn_managed_thread(self._look, identifier="timers")

    def finish(self) -> None:
        """Fire no more; wait, within bounds, for the one at work."""
        self._stopping.set()
        if self._running:
            self._stopped.wait(STOP_SECONDS)

    def _look(self) -> None:
        while not self._stopping.is_set():
            try:
                fired = self._timers.fire_due(self._stopping.is_set)
            except PyMongoError as error:
                log.warning("cannot ask what is due: %s", error)
                fired = 0
            self._stopping.wait(0 if fired else self._seconds)
        self._stopped.set()


class DueEntrypoint(Entrypoint):  # type: ignore[misc]  # nameko is untyped
    """A method that some timers of a collection call when they are due."""

    reader = TimerReader()

    def __init__(self, collection: str, prefix: str) -> None:
        super().__init__()
        self.collection = collection
        self.prefix = prefix

    def setup(self) -> None:
        self.reader.register(self)

    def stop(self) -> None:
        self.reader.finish()


def due(collection: str, prefix: str) -> Callable[[Method], Method]:
    """Decorates a method `(self, aggregate_id, timer_name)` of a nameko service.

    It is called for each timer of the collection's documents whose name begins with `prefix`, when
    the clock reaches the time it is due, or as soon as a process runs after that.
    """

    def register(method: Method) -> Method:
        register_entrypoint(method, DueEntrypoint(collection, prefix))
        return method

    return register
