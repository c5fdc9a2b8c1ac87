"""Licensing in memory, on a clock that moves when told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import build_in_memory
from services.licensing.entrypoints.service import LicensingService
from tests.support.calling import Caller


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def database() -> MemoryDatabase:
    return MemoryDatabase()


@pytest.fixture
def call(database: MemoryDatabase, clock: FixedClock) -> Caller:
    return Caller(LicensingService, build_in_memory(database, clock), METHODS)
