"""The registry's office on MongoDB and DuckDB."""

from __future__ import annotations

from typing import Any

import pytest
from pymongo.database import Database

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from services.registry.bootstrap import SERVICE, wire
from services.registry.bootstrap.house import MongoHouse
from services.registry.settings import RegistrySettings
from tests.support.programmes import (
    Office,
)


@pytest.fixture
def office(database: Database[dict[str, Any]], clock: FixedClock) -> Office:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    house = MongoHouse(database, clock, RegistrySettings())
    office = Office(house)
    office.registry = office.service.application = wire(house)
    return office


@pytest.fixture
def aid(office: Office) -> dict[str, Any]:
    return office.programme(rules="cash_support")
