"""The registry, wired in memory."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.bootstrap import in_memory

with warnings.catch_warnings():
    # eventlet announces its own end when it is first imported, and not as a DeprecationWarning.
    warnings.simplefilter("ignore")
    import eventlet  # noqa: F401


@pytest.fixture
def database() -> MemoryDatabase:
    return MemoryDatabase()


@pytest.fixture
def registry(database: MemoryDatabase) -> Registry:
    # 22:30 on the 21st in UTC is half past one of the 22nd at the counter in Amman.
    return in_memory(database, FixedClock(datetime(2026, 11, 21, 22, 30, tzinfo=UTC)))
