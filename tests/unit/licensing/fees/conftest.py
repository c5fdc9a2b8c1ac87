"""Fees alone: nobody hears of payments."""

from __future__ import annotations

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.licensing import METHODS
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap.house import MemoryHouse
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.bills import Raise
from tests.support.calling import Caller
from tests.support.discretion import Discreet
from tests.support.fees import raised, unheard


@pytest.fixture
def house(database: MemoryDatabase, clock: FixedClock) -> MemoryHouse:
    return MemoryHouse(database, clock, LicensingSettings.read())


@pytest.fixture
def call(house: MemoryHouse) -> Caller:
    return Discreet(LicensingService, unheard(house), METHODS)


@pytest.fixture
def licensing(call: Caller) -> Licensing:
    application: Licensing = call.service.application
    return application


@pytest.fixture
def bill(licensing: Licensing, database: MemoryDatabase) -> Raise:
    """Raises a bill; what is said is different."""
    return lambda **other: raised(licensing, database.together, **other)
