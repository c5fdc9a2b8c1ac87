"""A service with nothing but entrypoints, to try what every service gets from the chassis."""

from __future__ import annotations

import os
from typing import Any

from pymongo.database import Database

from chassis.clock import Clock
from chassis.process import Service
from chassis.settings import ProcessSettings

NAME = os.environ.get("SAMPLE_NAME", "sample")


def build(database: Database[dict[str, Any]], clock: Clock, settings: ProcessSettings) -> Any:
    """Its application is the collection that remembers what was executed."""
    return database["executed"]


SERVICE = Service(
    name=NAME, kinds=(), build=build, entrypoints="tests.support.sample.entrypoints:Sample"
)
