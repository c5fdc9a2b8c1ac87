"""The service that handles the events, each once."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from bench.kanaf.probe import HEARD, Heard
from chassis.clock import Clock
from chassis.documents.mongo import MongoStore
from chassis.process import Service
from chassis.settings import ProcessSettings


def build(
    database: Database[dict[str, Any]], clock: Clock, settings: ProcessSettings
) -> MongoStore[Heard]:
    return MongoStore(database, HEARD, clock)


SERVICE = Service(
    name="bench_listener",
    kinds=(HEARD,),
    build=build,
    entrypoints="bench.kanaf.listener_methods:Listener",
)
