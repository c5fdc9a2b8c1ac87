"""The relay as a process: plain threads; one works per database, others stand by to take over."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pymongo
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis import metrics
from chassis.amqp.connection import BROKEN, close_quietly, open_connection, pauses
from chassis.amqp.publisher import ConfirmingChannel
from chassis.documents.connection import connect, database_of
from chassis.health import Health
from chassis.identifiers import new_id
from chassis.process import Service
from chassis.relay.lease import Lease, LeaseLost
from chassis.relay.outbox import Outbox
from chassis.relay.relay import Relay
from chassis.relay.wake import Wake
from chassis.settings import ProcessSettings
from contracts.subscriptions import listening_to

log = logging.getLogger(__name__)

PASSING: tuple[type[Exception], ...] = (PyMongoError, *BROKEN)
"""What a server that is away raises."""

LEASE = "relay"
GAUGE_SECONDS = 2.0
GAUGE_SECONDS_AT_MOST = 20.0
GAUGE_SHARE = 50
"""The pause after a count is so many times what it took, between these two."""

PACE_SECONDS = 0.02
"""While events keep coming, a turn this often: each costs two journaled writes, however many
events it takes along. The first event after a pause does not wait."""

STANDBY_SECONDS = 1.0
CHECK_SECONDS = 1.0


def run(service: Service, settings: ProcessSettings, stop: threading.Event, health: Health) -> None:
    """Publish the service's events until `stop` is set.

    Survives every absence of the broker and the database; what waits meanwhile is published after.
    """
    client = connect(settings.mongo_url, f"relay-{service.name}")
    try:
        database = database_of(client, service.name)
        collections = [kind.collection for kind in service.kinds]
        _Process(service.name, database, collections, settings.amqp_url).run(stop, health)
    finally:
        client.close()


class _Process:
    def __init__(
        self,
        service: str,
        database: Database[dict[str, Any]],
        collections: list[str],
        amqp_url: str,
    ) -> None:
        self._service = service
        self._name = f"relay-{service}"
        self._database = database
        self._amqp_url = amqp_url
        self._outbox = Outbox(database, collections)
        self._wake = Wake(database, collections)
        self._lease = Lease(database, LEASE, f"{socket.gethostname()}/{os.getpid()}/{new_id()}")
        self._relay = Relay(service, self._outbox, lambda: self._lease.held, listening_to(service))
        self._usable = False

    def run(self, stop: threading.Event, health: Health) -> None:
        health.add("database", self._database_answers)
        health.add("relay", lambda: self._usable)
        gauges = threading.Thread(target=self._measure, args=(stop,), name="gauges", daemon=True)
        gauges.start()
        self._wake.start()
        waits = pauses()
        try:
            while not stop.is_set():
                try:
                    if self._lease.acquire():
                        self._lease.keep()
                        self._lead(stop)
                    else:
                        self._usable = True  # as a stand-in
                        stop.wait(STANDBY_SECONDS)
                    waits = pauses()
                except LeaseLost:
                    log.warning("the lease is lost: publishing stopped")
                except PASSING as error:
                    self._usable = False
                    metrics.EVENTS_PUBLISH_FAILURES.labels(self._service).inc()
                    log.warning("cannot publish now: %r", error)
                    stop.wait(next(waits))
        finally:
            self._wake.stop()
            self._lease.release()
            self._relay.close()

    def _lead(self, stop: threading.Event) -> None:
        """Publish as long as we hold the lease and are connected."""
        self._outbox.ensure_indexes()
        with self._channel() as channel:
            log.info("publishing")
            self._usable = True
            while not stop.is_set():
                if not self._lease.held:
                    raise LeaseLost
                began = time.monotonic()
                if self._relay.publish_waiting(channel):
                    stop.wait(max(0.0, began + PACE_SECONDS - time.monotonic()))
                else:
                    channel.tend()
                    self._wake.wait()

    @contextmanager
    def _channel(self) -> Iterator[ConfirmingChannel]:
        connection = open_connection(self._amqp_url, self._name)
        try:
            yield ConfirmingChannel(connection)
        finally:
            close_quietly(connection)

    def _database_answers(self) -> bool:
        with pymongo.timeout(CHECK_SECONDS):
            self._database.command("ping")
        return True

    def _measure(self, stop: threading.Event) -> None:
        """Show what waits, also and above all while it cannot be published."""
        pending = metrics.OUTBOX_PENDING.labels(self._service)
        oldest = metrics.OUTBOX_OLDEST_SECONDS.labels(self._service)
        pause = GAUGE_SECONDS
        while not stop.wait(pause):
            began = time.monotonic()
            try:
                depth = self._outbox.depth()
            except PyMongoError as error:
                log.warning("cannot measure the outbox: %s", error)
                continue
            # After an import hundreds of thousands wait, and counting them is work, too.
            took = time.monotonic() - began
            pause = min(max(GAUGE_SECONDS, GAUGE_SHARE * took), GAUGE_SECONDS_AT_MOST)
            pending.set(depth.aggregates)
            age = datetime.now(UTC) - depth.oldest if depth.oldest else None
            oldest.set(max(age.total_seconds(), 0.0) if age else 0.0)
