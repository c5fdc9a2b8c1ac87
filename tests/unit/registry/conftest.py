"""The registry, wired in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.bootstrap import in_memory
from tests.support.registry import CLERK
from tests.support.rules_once import rules_are_read_once

__all__ = ["rules_are_read_once"]


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    """Whoever reads is at work on a request: what the audit log says of it comes from there."""
    with use(Context(CLERK)):
        yield


@pytest.fixture
def database() -> MemoryDatabase:
    return MemoryDatabase()


@pytest.fixture
def registry(database: MemoryDatabase) -> Registry:
    # 22:30 on the 21st in UTC is half past one of the 22nd at the counter in Amman.
    return in_memory(database, FixedClock(datetime(2026, 11, 21, 22, 30, tzinfo=UTC)))
