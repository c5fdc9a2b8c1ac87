"""A service that keeps folders and listens to events and its clock. For tests of the chassis."""

from __future__ import annotations

import os
from typing import Any

from pymongo.database import Database

from chassis.clock import Clock
from chassis.process import Service
from chassis.settings import ProcessSettings
from tests.support.listener.binding import Binder
from tests.support.register import FOLDERS

NAME = os.environ.get("LISTENER_NAME", "listener")


def build(database: Database[dict[str, Any]], clock: Clock, settings: ProcessSettings) -> Any:
    """Its application is its database."""
    return database


SERVICE = Service(
    name=NAME,
    kinds=(FOLDERS,),
    build=build,
    entrypoints="tests.support.listener.entrypoints:Listener",
    work=lambda database: {"folder.bind": Binder(database).bind},
)
