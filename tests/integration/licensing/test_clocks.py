"""Clocks and ends of applications are counted by their indexes alone, whatever else is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from prometheus_client import Gauge
from pymongo.database import Database

from chassis import metrics
from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.applications.clocks import CLOCKS, ENDED, counting
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap import SERVICE, applications, licensed
from services.licensing.bootstrap.house import MongoHouse
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.applying import (
    CITIZEN,
    HOME_NURSERY,
    Beside,
    a_nursery,
    rejected,
    standing_on,
    submitted,
)
from tests.support.calling import Caller

FIRST = "nursery.first_licence"
YEARS = 1_000


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))  # a Sunday


@pytest.fixture
def licensing(database: Database[dict[str, Any]], clock: FixedClock) -> Licensing:
    ensure_indexes(database, (*applications.KINDS, *licensed.KINDS))
    SERVICE.prepare(database)
    return standing_on(MongoHouse(database, clock, LicensingSettings()), Beside())


def test_what_operators_see_is_read_from_two_indexes(
    database: Database[dict[str, Any]], licensing: Licensing, clock: FixedClock
) -> None:
    call = Caller(LicensingService, licensing, METHODS)
    home = a_nursery(HOME_NURSERY)
    submitted(call, home)
    clock.advance(timedelta(days=8))  # completeness: five working days; its timer has not fired
    submitted(call, home)
    rejected(call, submitted(call, home))
    call(CITIZEN, "draft_application", home)
    decided_long_ago(database)

    SERVICE.measures(licensing)()

    assert [shown(metrics.LICENSING_STEPS, FIRST, "whole", each) for each in PACES] == [2, 0, 0]
    assert [shown(metrics.LICENSING_STEPS, FIRST, "completeness", each) for each in PACES] == [
        *(1, 0, 1),
    ]
    assert shown(metrics.LICENSING_DECIDED, FIRST, "rejected", "no") == 1
    assert shown(metrics.LICENSING_DECIDED, FIRST, "approved", "no") == 0
    assert examined(database, CLOCKS, {"$gt": ""}) == (0, 2)
    assert examined(database, ENDED, {"$gte": "2026-11-24"}) == (0, 1)


PACES = ("open", "due", "late")


def decided_long_ago(database: Database[dict[str, Any]]) -> None:
    """Years of approvals, as far as counting would find them."""
    days = (date(2020, 1, 1) + timedelta(days=number) for number in range(YEARS))
    database[APPLICATIONS.collection].insert_many(
        {
            "_id": f"old-{day}",
            "keys": {"service": FIRST, ENDED: f"{day}|{day}|{FIRST}|approved|"},
            "created_at": datetime(day.year, day.month, day.day, tzinfo=UTC),
        }
        for day in days
    )


def shown(gauge: Gauge, *labels: str) -> float:
    value: float = gauge.labels(*labels)._value.get()
    return value


def examined(
    database: Database[dict[str, Any]], key: str, condition: Mapping[str, str]
) -> tuple[int, int]:
    """How many documents, and how many keys of an index, were read to count."""
    explained = database.command(
        "explain",
        {
            "aggregate": APPLICATIONS.collection,
            "pipeline": counting(key, condition),
            "cursor": {},
        },
        verbosity="executionStats",
    )
    stats = explained.get("executionStats") or explained["stages"][0]["$cursor"]["executionStats"]
    return stats["totalDocsExamined"], stats["totalKeysExamined"]
