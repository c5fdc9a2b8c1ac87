"""The registry in memory and on MongoDB: the same suite runs on both."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.documents.memory import MemoryDatabase
from chassis.settings import Environment, ProcessSettings
from services.registry.app.application import Registry
from services.registry.bootstrap import SERVICE, build, in_memory


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
