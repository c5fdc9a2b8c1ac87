"""Licensing in memory, on a clock that moves when told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import SERVICE, build_in_memory
from services.licensing.entrypoints.service import LicensingService
from tests.support.calling import Caller
from tests.support.discretion import Discreet
from tests.support.watched_place import WatchedPlace


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def database() -> MemoryDatabase:
    return MemoryDatabase()


@pytest.fixture(autouse=True)
def no_two_records_share_an_identifier(database: MemoryDatabase) -> Iterator[None]:
    """Of whatever kind: consumers follow each identifier in one order."""
    yield
    kept = [
        each for kind in SERVICE.kinds for each in database.collections.get(kind.collection, ())
    ]
    assert len(kept) == len(set(kept))


@pytest.fixture
def call(database: MemoryDatabase, clock: FixedClock) -> Caller:
    return Discreet(LicensingService, build_in_memory(database, clock), METHODS)


@pytest.fixture
def place(database: MemoryDatabase, clock: FixedClock) -> WatchedPlace:
    return WatchedPlace(database, clock)
