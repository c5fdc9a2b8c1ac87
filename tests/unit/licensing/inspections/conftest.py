"""Inspections in memory, with licences and documents that tests can look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.kind import Kind
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap.house import MemoryHouse
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.calling import Caller
from tests.support.discretion import Discreet
from tests.support.inspections import COLLEAGUE, INSPECTOR, World, enlisted


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def call(world: World, database: MemoryDatabase, clock: FixedClock) -> Caller:
    house = MemoryHouse(database, clock, LicensingSettings.read())
    return Discreet(LicensingService, world.build(house), METHODS)


@pytest.fixture
def staffed(call: Caller) -> Caller:
    """With two inspectors on the list."""
    enlisted(call, INSPECTOR, COLLEAGUE)
    return call


@pytest.fixture
def alone(call: Caller) -> Caller:
    """With one inspector on the list."""
    enlisted(call, INSPECTOR)
    return call


@pytest.fixture
def timed(call: Caller) -> Callable[[str, str, str], None]:
    """Lets a timer fire: `(method, aggregate_id, timer)`."""

    def fire(method: str, aggregate_id: str, timer: str) -> None:
        with use(Context(actor=Actor.system("licensing.timers"))):
            getattr(call.service, method)(aggregate_id, timer)

    return fire


@pytest.fixture
def timers(database: MemoryDatabase) -> Callable[[str, str], list[Any]]:
    """The timers of a record, by name."""

    def names(collection: str, aggregate_id: str) -> list[Any]:
        return [each.name for each in database.collections[collection][aggregate_id]["timers"]]

    return names


@pytest.fixture
def counted(database: MemoryDatabase) -> Callable[[Kind[Any]], dict[str, int]]:
    """How many records of a kind operators see in each of its watched states."""

    def of(kind: Kind[Any]) -> dict[str, int]:
        documents = database.collections.get(kind.collection, {}).values()
        return {
            value: sum(each["keys"].get(key) == value for each in documents)
            for key, values in kind.watched.items()
            for value in values
        }

    return of
