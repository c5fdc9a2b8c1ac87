"""Alternative care in memory, on a clock that moves when told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.alternative_care import METHODS
from services.alternative_care.app.alternative_care import AlternativeCare
from services.alternative_care.bootstrap import build_in_memory
from services.alternative_care.entrypoints.service import AlternativeCareService
from tests.support.calling import Caller


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def database() -> MemoryDatabase:
    return MemoryDatabase()


@pytest.fixture
def care(database: MemoryDatabase, clock: FixedClock) -> AlternativeCare:
    return build_in_memory(database, clock)


@pytest.fixture
def call(care: AlternativeCare) -> Caller:
    return Caller(AlternativeCareService, care, METHODS)


@pytest.fixture
def audited(care: AlternativeCare) -> list[dict[str, Any]]:
    """The entries of the audit log, growing as they are written."""
    entries: list[dict[str, Any]] = care.reading.audit.entries  # type: ignore[attr-defined]
    return entries
