"""The camera room in memory, on a clock that moves when told: a Sunday, three in the afternoon."""

from __future__ import annotations

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from services.licensing.bootstrap.house import MemoryHouse
from services.licensing.settings import LicensingSettings
from tests.support.cameras import Room


@pytest.fixture
def room(database: MemoryDatabase, clock: FixedClock) -> Room:
    return Room(MemoryHouse(database, clock, LicensingSettings.read()))
