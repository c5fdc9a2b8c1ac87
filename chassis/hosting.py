"""A service's entrypoints in a nameko container of our own: started, watched, and stopped in time.

Runs under eventlet: see `chassis.start`.
"""

from __future__ import annotations

import importlib
import logging
import threading
import time
from typing import TYPE_CHECKING, Any, Protocol

import eventlet
import pymongo
from nameko.containers import ServiceContainer
from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis import clock
from chassis.amqp.connection import pauses
from chassis.documents.connection import connect, database_of
from chassis.documents.indexes import ensure_indexes
from chassis.health import Health
from chassis.process import KEY, Process, Service
from chassis.rpc.dispatch import is_passing
from chassis.settings import ProcessSettings

if TYPE_CHECKING:
    from types import ModuleType

log = logging.getLogger(__name__)

_LOOK_SECONDS = 0.2
"""How soon a signal is noticed at the latest: a sleeping hub does not see them."""

_KILL_SECONDS = 1.0

_PATIENCE_SECONDS = 60.0
"""How long a database may refuse us: its users are created while the system comes up."""

_CHECK_SECONDS = 1.0

_THREADS_BESIDE_WORKERS = 16
"""Database connections for consumers, timers and checks."""


class Stopping(Protocol):
    def is_set(self) -> bool: ...


def serve(service: Service, settings: ProcessSettings, stop: Stopping, health: Health) -> int:
    """Serve until `stop` is set; the exit status is 0 then.

    Waits for the database as long as it takes. Raises what an extension died of.
    """
    client = connect(
        settings.mongo_url, service.name, pool=settings.workers + _THREADS_BESIDE_WORKERS
    )
    try:
        database = database_of(client, service.name)
        health.add("database", lambda: _answers(database))
        serving = threading.Event()
        health.add("entrypoints", serving.is_set)
        at = clock.build(settings.mode, settings.clock_file)
        application = service.build(database, at, settings)
        if _prepare(database, service, stop):
            process = Process(service, settings, at, database, application, health)
            _host(process, stop, serving)
    finally:
        client.close()
    return 0


def _answers(database: Database[dict[str, Any]]) -> bool:
    with pymongo.timeout(_CHECK_SECONDS):
        database.command("ping")
    return True


def _prepare(database: Database[dict[str, Any]], service: Service, stop: Stopping) -> bool:
    """Wait for the database and ensure its indexes; False when asked to stop meanwhile."""
    waits, patient_until = pauses(), time.monotonic() + _PATIENCE_SECONDS
    while not stop.is_set():
        try:
            _answers(database)  # gives up sooner than making indexes does
            ensure_indexes(database, service.kinds)
            service.prepare(database)
            return True
        except PyMongoError as error:
            if not is_passing(error) and time.monotonic() > patient_until:
                raise
            pause = next(waits)
            log.warning("waiting for the database, again in %.1f s: %s", pause, error)
            eventlet.sleep(pause)
    return False


def _host(process: Process, stop: Stopping, serving: threading.Event) -> None:
    settings = process.settings
    # Each extension bounds its own work; the pool they share must not make one wait for another.
    container = ServiceContainer(
        _load(process.service.entrypoints), {KEY: process, "max_workers": 100 * settings.workers}
    )
    container.start()
    serving.set()
    life = eventlet.spawn(container.wait)
    log.info("%s is up", process.service.name)
    while not stop.is_set() and not life.dead:
        eventlet.sleep(_LOOK_SECONDS)
    if life.dead:
        life.wait()
        return
    log.info("stopping")
    _stop(container, settings.stop_seconds)


def _stop(container: Any, seconds: float) -> None:
    """Let running work finish for so long; what runs then is left to be delivered again."""
    finished = False
    with eventlet.Timeout(seconds, False):
        container.stop()
        finished = True
    if finished:
        return
    log.warning("work was still running after %.0f s and is left unfinished", seconds)
    with eventlet.Timeout(_KILL_SECONDS, False):
        container.kill()


def _load(path: str) -> Any:
    module_name, _, class_name = path.partition(":")
    module: ModuleType = importlib.import_module(module_name)
    return getattr(module, class_name)
