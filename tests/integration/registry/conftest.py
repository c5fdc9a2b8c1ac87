"""The registry in memory and on MongoDB: the same suite runs on both."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pymongo.database import Database

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.connection import connect
from chassis.documents.indexes import ensure_indexes
from chassis.documents.memory import MemoryDatabase
from chassis.settings import Environment, ProcessSettings
from services.registry.app.application import Registry
from services.registry.bootstrap import SERVICE, build, in_memory, wire
from services.registry.bootstrap.house import MongoHouse
from services.registry.settings import RegistrySettings
from tests.support.programmes import Office
from tests.support.registry import CLERK
from tests.support.rules_once import rules_are_read_once

__all__ = ["rules_are_read_once"]


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    """Whoever reads is at work on a request: what the audit log says of it comes from there."""
    with use(Context(CLERK)):
        yield


@pytest.fixture(scope="session")
def kept_database(mongo_url: str) -> Iterator[Any]:
    """A database with every index of the registry: a hundred, which take a second to make."""
    client = connect(mongo_url, "tests")
    name = f"test_{uuid.uuid4().hex[:12]}"
    try:
        ensure_indexes(client[name], SERVICE.kinds)
        SERVICE.prepare(client[name])
        yield client[name]
        # With several at a time it goes with the system that was made for them: while two hundred
        # tables are dropped, nobody can make one, and the others' tests would wait for that.
        if "PYTEST_XDIST_WORKER" not in os.environ:
            client.drop_database(name)
    finally:
        client.close()


@pytest.fixture
def database(kept_database: Any) -> Iterator[Any]:
    """That database, emptied after each test."""
    yield kept_database
    for name in kept_database.list_collection_names():
        kept_database[name].delete_many({})


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))


@pytest.fixture
def settings() -> ProcessSettings:
    return ProcessSettings.read(
        Environment(
            {
                "KANAF_AMQP_URL": "amqp://",
                "KANAF_MONGO_URL": "mongodb://",
                "KANAF_METRICS_PORT": "0",
            }
        )
    )


@pytest.fixture(params=["memory", "mongo"])
def registry(
    request: pytest.FixtureRequest, clock: FixedClock, settings: ProcessSettings
) -> Registry:
    if request.param == "memory":
        return in_memory(MemoryDatabase(), clock)
    database = request.getfixturevalue("database")
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return build(database, clock, settings)


@pytest.fixture
def office(database: Database[dict[str, Any]], clock: FixedClock) -> Office:
    """The registry's office on MongoDB and DuckDB."""
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    house = MongoHouse(database, clock, RegistrySettings())
    office = Office(house)
    office.registry = office.service.application = wire(house)
    return office
