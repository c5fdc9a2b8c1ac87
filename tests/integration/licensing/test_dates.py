"""What falls due on licences, fired by the real timers on MongoDB."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chassis.calendar import start_of
from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.timers import Subscription, Timers
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import SERVICE, build
from services.licensing.entrypoints.service import LicensingService
from tests.support.calling import Caller
from tests.support.nurseries import licensed
from tests.support.racing import outcomes


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def call(database: Any, clock: FixedClock) -> Caller:
    ensure_indexes(database, SERVICE.kinds)
    return Caller(LicensingService, build(database, clock), METHODS)


def timers(call: Caller, database: Any, clock: FixedClock) -> Timers:
    """Timers as each process of the service has them."""
    service: LicensingService = call.service
    subscriptions = [
        Subscription("licences", "renewal_due_", service.renewal_due),
        Subscription("licences", "expired", service.licence_expired),
    ]
    return Timers("licensing", database, clock, subscriptions, time.monotonic)


def told(database: Any, licence_id: str) -> list[tuple[str, str]]:
    pending = database["licences"].find_one({"_id": licence_id})["pending"]
    return [(event["type"].split(".")[3], event["sequence"]) for event in pending]


def test_after_a_year_of_downtime_everything_is_told_once_and_in_order(
    call: Caller, database: Any, clock: FixedClock
) -> None:
    licence_id = licensed(call)["id"]
    clock.advance(timedelta(days=400))
    processes = [timers(call, database, clock) for _ in range(3)]
    assert sum(outcomes(lambda each: each.fire_due(), processes).values()) == 3
    processes[0].fire_due()
    assert told(database, licence_id) == [
        ("issued", "1"),
        ("renewal_due", "2"),
        ("renewal_due", "3"),
        ("renewal_due", "4"),
        ("expired", "5"),
    ]
    assert database["licences"].find_one({"_id": licence_id})["timers"] == []


def test_a_reminder_fires_on_its_day_and_not_before(
    call: Caller, database: Any, clock: FixedClock
) -> None:
    licence_id = licensed(call)["id"]
    due = start_of(date(2027, 11, 22) - timedelta(days=60))
    clock.at = due - timedelta(milliseconds=1)
    assert timers(call, database, clock).fire_due() == 0
    clock.at = due
    assert timers(call, database, clock).fire_due() == 1
    assert timers(call, database, clock).fire_due() == 0
    assert told(database, licence_id) == [("issued", "1"), ("renewal_due", "2")]
