"""What a service is made of, and what its running process holds.

Imported before eventlet has patched the world: it imports the standard library alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pymongo.database import Database

    from chassis.clock import Clock
    from chassis.documents.kind import Kind
    from chassis.health import Health
    from chassis.settings import ProcessSettings
    from chassis.work.worker import Functions


def _nothing(database: Any) -> None:
    return None


def _no_measures(application: Any) -> Callable[[], None]:
    return lambda: None


def _no_work(application: Any) -> Functions:
    return {}


@dataclass(frozen=True)
class Service:
    """One service, as its bootstrap declares it under the name `SERVICE`.

    `build(database, clock, settings)` wires the application and returns it; entrypoints get it
    through `chassis.rpc.server.Application`. It reads the service's own settings (a
    `SettingError` ends the process) and must not talk to a server, which may still be away.
    `entrypoints` is the path of the nameko class, `package.module:Class`, imported only by the
    process that serves. `work` tells what does the application's background work;
    `measures` tells what counts, every few seconds in the process that works, what operators see
    of the service beside the `watched` of its kinds;
    `prepare` makes what the database needs beside the indexes of the kinds.
    """

    name: str
    kinds: Sequence[Kind[Any]]
    build: Callable[[Database[dict[str, Any]], Clock, ProcessSettings], Any]
    entrypoints: str
    work: Callable[[Any], Functions] = _no_work
    measures: Callable[[Any], Callable[[], None]] = _no_measures
    prepare: Callable[[Database[dict[str, Any]]], None] = _nothing


@dataclass(frozen=True)
class Process:
    """What the extensions of a serving process share; in nameko's config under `KEY`."""

    service: Service
    settings: ProcessSettings
    clock: Clock
    database: Database[dict[str, Any]]
    application: Any
    health: Health


KEY = "kanaf"


def of(container: Any) -> Process:
    """The process that a nameko container runs in."""
    process: Process = container.config[KEY]
    return process
