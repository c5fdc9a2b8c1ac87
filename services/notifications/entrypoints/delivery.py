"""Sending messages from within a service's process."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import Any

import eventlet
from nameko.extensions import DependencyProvider
from pymongo.errors import PyMongoError

from chassis import process
from chassis.errors import Unavailable
from services.notifications.app.application import Application
from services.notifications.app.gate import Gate
from services.notifications.app.ports import Unreachable
from services.notifications.entrypoints.sending import Sending

log = logging.getLogger(__name__)

ATTEMPT_SECONDS = 20.0
"""How long a provider may take for one message. Less than the lease of an attempt."""

_PREPARE_PAUSE = 1.0


class Outbound(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """One sending loop per channel, woken whenever a message is queued in this process."""

    def setup(self) -> None:
        self._application: Application = process.of(self.container).application
        self._loops = [self._loop(each) for each in self._application.deliveries]
        self._stopping = False
        self._application.waker.listeners.append(self._wake)

    def start(self) -> None:
        for loop in self._loops:
            self.container.spawn_managed_thread(loop.run, identifier="sending messages")
        self.container.spawn_managed_thread(self._prepare, identifier="preparing")

    def stop(self) -> None:
        """Begin no further message and let those on their way arrive; the process sets a limit."""
        self._stopping = True
        for loop in self._loops:
            loop.stop()
        while not all(loop.idle for loop in self._loops):
            eventlet.sleep(0.05)
        self._application.close()

    def get_dependency(self, worker_ctx: Any) -> Application:
        """The application, whose handlers wake the loops."""
        return self._application

    def _loop(self, delivery: Any) -> Sending:
        limited = replace(
            delivery,
            time_limit=lambda: eventlet.Timeout(ATTEMPT_SECONDS, Unreachable("provider_timeout")),
        )
        gate = Gate(self._application.longest_absence, time.monotonic)
        return Sending(limited, gate, eventlet.spawn, self._application.channel_width)

    def _wake(self) -> None:
        for loop in self._loops:
            loop.wake()

    def _prepare(self) -> None:
        """Indexes and streams, once both servers are there; sending does not wait for them."""
        while not self._stopping:
            try:
                self._application.prepare()
                return
            except (PyMongoError, Unavailable) as error:
                log.warning("cannot prepare yet: %s", type(error).__name__)
                eventlet.sleep(_PREPARE_PAUSE)
