"""The registry in memory, with a clock that tests move."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.bootstrap import in_memory


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))


@pytest.fixture
def registry(database: MemoryDatabase, clock: FixedClock) -> Registry:
    return in_memory(database, clock)
