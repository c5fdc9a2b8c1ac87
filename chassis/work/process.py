"""The workers of a service as a process: plain threads, that take whatever work there is."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pymongo
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis import clock, metrics
from chassis.amqp.connection import pauses
from chassis.documents.connection import connect, database_of
from chassis.documents.indexes import ensure_indexes
from chassis.health import Health
from chassis.identifiers import new_id
from chassis.process import Service
from chassis.settings import Environment, ProcessSettings
from chassis.work.records import COLLECTION, FAILED, RUNNING, WAITING, Records
from chassis.work.worker import Functions, Worker

log = logging.getLogger(__name__)

_GAUGE_SECONDS = 2.0
_WATCH_SECONDS = 15.0
_CHECK_SECONDS = 1.0
_LOOK_SECONDS = 0.5


def run(service: Service, settings: ProcessSettings, stop: threading.Event, health: Health) -> None:
    """Do the service's work until `stop` is set; the pieces at hand end at their next checkpoint.

    `KANAF_WORK_PARALLEL` says how many pieces are done at once. Survives every absence of the
    database.
    """
    parallel = Environment().integer("KANAF_WORK_PARALLEL", 2, minimum=1)
    client = connect(settings.mongo_url, f"work-{service.name}", pool=8 * parallel)
    try:
        database = database_of(client, service.name)
        health.add("database", lambda: _answers(database))
        at = clock.build(settings.mode, settings.clock_file)
        application = service.build(database, at, settings)
        measure = service.measures(application)
        process = _Process(service, database, service.work(application), measure)
        process.run(parallel, stop, health)
    finally:
        client.close()


def _answers(database: Database[dict[str, Any]]) -> bool:
    with pymongo.timeout(_CHECK_SECONDS):
        database.command("ping")
    return True


class _Process:
    def __init__(
        self,
        service: Service,
        database: Database[dict[str, Any]],
        functions: Functions,
        measure: Callable[[], None],
    ) -> None:
        self._service = service
        self._database = database
        self._functions = functions
        self._measure_service = measure
        self._usable = threading.Event()

    def run(self, parallel: int, stop: threading.Event, health: Health) -> None:
        health.add("work", self._usable.is_set)
        gauges = threading.Thread(target=self._measure, args=(stop,), name="gauges", daemon=True)
        gauges.start()
        watch = threading.Thread(target=self._watch, args=(stop,), name="watch", daemon=True)
        watch.start()
        workers = [
            threading.Thread(target=self._look, args=(stop,), name=f"worker {number + 1}")
            for number in range(parallel)
        ]
        for each in workers:
            each.daemon = True
            each.start()
        for each in workers:
            each.join()

    def _look(self, stop: threading.Event) -> None:
        name = self._service.name
        records = Records(self._database, f"{socket.gethostname()}/{os.getpid()}/{new_id()}")
        worker = Worker(name, self._database, self._service.kinds, self._functions, records)
        waits, prepared = pauses(), False
        while not stop.is_set():
            try:
                if not prepared:
                    ensure_indexes(self._database, self._service.kinds)
                    self._service.prepare(self._database)
                    records.ensure_indexes()
                    prepared = True
                found = worker.work_once(stop.is_set)
                self._usable.set()
                waits = pauses()
                if not found:
                    stop.wait(_LOOK_SECONDS)
            except PyMongoError as error:
                self._usable.clear()
                log.warning("cannot look for work now: %s", error)
                stop.wait(next(waits))

    def _measure(self, stop: threading.Event) -> None:
        name = self._service.name
        while not stop.wait(_GAUGE_SECONDS):
            try:
                counts, oldest = _waiting(self._database)
            except PyMongoError as error:
                log.warning("cannot measure the work: %s", error)
                continue
            for state in (WAITING, RUNNING, FAILED):
                metrics.WORK_PIECES.labels(name, state).set(counts.get(state, 0))
            age = (datetime.now(UTC) - oldest).total_seconds() if oldest else 0.0
            metrics.WORK_OLDEST_SECONDS.labels(name).set(max(age, 0.0))

    def _watch(self, stop: threading.Event) -> None:
        while True:
            try:
                count_watched(self._service, self._database)
                self._measure_service()
            except PyMongoError as error:
                log.warning("cannot count what is watched: %s", error)
            except Exception:
                # The next turn counts again: who watches must not be left with old numbers.
                log.exception("cannot count what is watched")
            if stop.wait(_WATCH_SECONDS):
                return


def count_watched(service: Service, database: Database[dict[str, Any]]) -> None:
    """Tell how many records are in each of the states that are not meant to last."""
    for kind in service.kinds:
        for key, values in kind.watched.items():
            for value in values:
                count = database[kind.collection].count_documents({f"keys.{key}": value})
                metrics.RECORDS_WATCHED.labels(service.name, kind.name, value).set(count)


def _waiting(database: Database[dict[str, Any]]) -> tuple[dict[str, int], datetime | None]:
    """How many pieces in each state, and since when the longest unheard one has not moved."""
    collection = database[COLLECTION]
    counts = {
        state: collection.count_documents({"state": state}) for state in (WAITING, RUNNING, FAILED)
    }
    oldest = collection.find_one(
        {"state": {"$in": [WAITING, RUNNING]}}, {"updated_at": 1}, sort=[("updated_at", 1)]
    )
    return counts, oldest["updated_at"] if oldest else None
