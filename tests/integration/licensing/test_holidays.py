"""The registry records a holiday, and licensing counts with it: by the real relay and broker."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chassis.clock import SystemClock
from chassis.documents.connection import connect
from chassis.documents.indexes import ensure_indexes
from contracts.rpc.registry import METHODS
from services.licensing.adapters.holidays import MongoHolidayYears
from services.licensing.app.holidays import HolidayYear
from services.licensing.bootstrap.house import MongoHouse
from services.licensing.settings import LicensingSettings
from services.registry.bootstrap import SERVICE as REGISTRY
from services.registry.bootstrap import build as build_registry
from services.registry.entrypoints.service import RegistryService
from tests.support.calling import Caller, somebody
from tests.support.processes import running
from tests.support.racing import at_once
from tests.support.servers import process_environment, with_database
from tests.support.waiting import eventually

ADMINISTRATOR = somebody("administrator-1", "administrator")
EVE, DAY = date(2031, 12, 1), date(2031, 12, 2)


@pytest.fixture
def registry_database(mongo_url: str) -> Iterator[Any]:
    client = connect(mongo_url, "tests")
    name = f"test_{uuid.uuid4().hex[:12]}"
    try:
        holidays = [kind for kind in REGISTRY.kinds if kind.collection == "holidays"]
        ensure_indexes(client[name], holidays)
        yield client[name]
        client.drop_database(name)
    finally:
        client.close()


def record(database: Any, *days: date) -> None:
    """An administrator records these for the days of 2031."""
    registry = Caller(RegistryService, build_registry(database, SystemClock(), None), METHODS)
    named = [{"day": each.isoformat(), "ar": "عطلة رسمية", "en": "Holiday"} for each in days]
    registry(ADMINISTRATOR, "record_holidays", {"year": 2031, "days": named})


def test_licensing_counts_with_what_the_registry_records(
    registry_database: Any,
    database: Any,
    environment: dict[str, str],
    amqp_url: str,
    mongo_url: str,
    tmp_path: Path,
) -> None:
    of_registry = process_environment(amqp_url, with_database(mongo_url, registry_database.name))
    table = MongoHouse(database, SystemClock(), LicensingSettings.read()).holidays
    assert table.working_days_after(EVE, 1) == DAY
    with (
        running(
            ["-m", "services.licensing", "serve"], environment, tmp_path / "l.log"
        ) as licensing,
        running(["-m", "services.registry", "relay"], of_registry, tmp_path / "relay.log"),
    ):
        licensing.wait_until_ready()
        record(registry_database, DAY)
        eventually(lambda: table.working_days_after(EVE, 1) != DAY, within=30, what="the holiday")
        record(registry_database)
        eventually(lambda: table.working_days_after(EVE, 1) == DAY, within=30, what="its end")


def test_of_news_told_at_once_the_newest_stays(database: Any) -> None:
    years = MongoHolidayYears(database)

    def hear(sequence: int) -> None:
        years.keep(HolidayYear(2031, frozenset({date(2031, 1, sequence)}), sequence))

    at_once(*(lambda sequence=each: hear(sequence) for each in range(2, 10)))  # type: ignore[misc]
    assert years.of(2031) == HolidayYear(2031, frozenset({date(2031, 1, 9)}), 9)
