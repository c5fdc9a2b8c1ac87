"""The service that commits changes with their events."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from bench.kanaf.probe import PROBE, Probe
from chassis.clock import Clock
from chassis.documents.mongo import MongoStore
from chassis.process import Service
from chassis.settings import ProcessSettings


def build(
    database: Database[dict[str, Any]], clock: Clock, settings: ProcessSettings
) -> MongoStore[Probe]:
    return MongoStore(database, PROBE, clock)


SERVICE = Service(
    name="bench_source",
    kinds=(PROBE,),
    build=build,
    entrypoints="bench.kanaf.source_methods:Source",
)
