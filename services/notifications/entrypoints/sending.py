"""The loop that sends what is due by one channel, many at a time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import pymongo
from pymongo.errors import PyMongoError

from services.notifications.app.delivery import Delivery, Outcome
from services.notifications.app.gate import Gate
from services.notifications.domain.message import Message

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
"""How soon a message that nobody woke us for is found: queued by another process, or again due."""

DATABASE_SECONDS = 5.0
LOOK_UP_SECONDS = 5.0
"""How long the person's address is tried to be read; the lease of the attempt runs meanwhile."""

T = TypeVar("T")
Spawn = Callable[[Callable[[], None]], Any]


class Sending:
    """Sends by one channel until stopped, at most `width` messages at a time.

    `spawn` runs a function beside this one (a green thread, or a thread in tests). Neither a
    provider nor a database that is away ends it.
    """

    def __init__(self, delivery: Delivery, gate: Gate, spawn: Spawn, width: int) -> None:
        self._delivery = delivery
        self._gate = gate
        self._spawn = spawn
        self._width = width
        self._busy: set[str] = set()
        self._woken = threading.Event()
        self._stopping = False

    @property
    def idle(self) -> bool:
        """Whether no message is on its way to the provider."""
        return not self._busy

    def wake(self) -> None:
        """There is something to send."""
        self._woken.set()

    def stop(self) -> None:
        """Begin no further message; those on their way finish by themselves."""
        self._stopping = True
        self._woken.set()

    def run(self) -> None:
        """Send until stopped."""
        while not self._stopping:
            self._woken.clear()
            if not self._begin_due():
                self._woken.wait(POLL_SECONDS)

    def _begin_due(self) -> bool:
        """Begin what is due and fits; whether there may be more at once."""
        free = self._gate.width(self._width - len(self._busy), len(self._busy))
        if free <= 0:
            return False
        try:
            with pymongo.timeout(DATABASE_SECONDS):
                claimed = self._delivery.claim(free, self._busy)
        except PyMongoError as error:
            log.warning("cannot look for messages to send: %s", type(error).__name__)
            return False
        for message in claimed:
            self._busy.add(message.id)
            self._spawn(lambda message=message: self._send(message))  # type: ignore[misc]  # a default binds it now
        return bool(claimed)

    def _send(self, message: Message) -> None:
        started = time.monotonic()
        try:
            outcome = self._patiently(lambda: self._delivery.send(message), LOOK_UP_SECONDS)
            self._learn(outcome, started)
            # As long as its end is not saved, the message would be sent again.
            self._patiently(lambda: self._delivery.save(message, outcome), float("inf"))
        except PyMongoError as error:
            log.warning("an attempt is left to its lease: %s", type(error).__name__)
        except Exception:
            log.exception("an attempt failed unexpectedly and is left to its lease")
        finally:
            self._busy.discard(message.id)
            self._woken.set()

    def _learn(self, outcome: Outcome, started: float) -> None:
        if outcome.reachable:
            self._gate.taken()
        elif outcome.reachable is False:
            if not self._gate.trying:
                log.warning("the %s provider is away: messages wait", self._delivery.channel)
            self._gate.absent(started, outcome.stay_away)

    def _patiently(self, action: Callable[[], T], seconds: float) -> T:
        """Do it, again while the database is away: for so long, or until we are to stop."""
        until = time.monotonic() + seconds
        while True:
            try:
                with pymongo.timeout(DATABASE_SECONDS):
                    return action()
            except PyMongoError:
                if self._stopping or time.monotonic() >= until:
                    raise
                time.sleep(POLL_SECONDS)
