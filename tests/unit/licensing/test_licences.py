"""A licence: its number, its term, and what falls due on it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from chassis.calendar import start_of
from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict
from contracts.rpc.licensing import METHODS
from services.licensing.adapters import rules
from services.licensing.bootstrap import build_in_memory
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import RULES
from tests.support import falling_due
from tests.support.calling import Caller
from tests.support.nurseries import SUPERVISOR, checked, licensed, submitted


def fire_due(call: Caller, database: MemoryDatabase, clock: FixedClock) -> None:
    service: LicensingService = call.service
    handlers = {"renewal_due_": service.renewal_due, "expired": service.licence_expired}
    falling_due.fire_due(database, "licences", clock, handlers)


def told(database: MemoryDatabase, licence_id: str) -> list[dict[str, Any]]:
    pending: list[dict[str, Any]] = database.collections["licences"][licence_id]["pending"]
    return pending


def names(events: list[dict[str, Any]]) -> list[str]:
    return [event["type"].split(".")[3] for event in events]


def test_an_approval_issues_a_licence_for_a_year(call: Caller) -> None:
    licence = licensed(call)
    assert licence["number"] == "NUR-AM-2026-000001"
    assert (licence["valid_from"], licence["expires_on"]) == ("2026-11-22", "2027-11-22")
    assert licence["state"] == "valid"
    assert licence["holder"]["name"] == "آمال عبد الله الخطيب"


def test_numbers_run_by_governorate_and_year(call: Caller, clock: FixedClock) -> None:
    assert [licensed(call)["number"] for _ in range(3)] == [
        "NUR-AM-2026-000001",
        "NUR-AM-2026-000002",
        "NUR-AM-2026-000003",
    ]
    clock.advance(timedelta(days=40))
    assert licensed(call)["number"] == "NUR-AM-2027-000001"


def test_the_year_of_a_number_follows_the_clocks_of_the_country(
    call: Caller, clock: FixedClock
) -> None:
    clock.at = start_of(date(2027, 1, 1))
    assert clock.at.year == 2026
    assert licensed(call)["number"] == "NUR-AM-2027-000001"


@pytest.mark.parametrize(
    ("issued", "expires"),
    [(date(2028, 2, 29), date(2029, 3, 1)), (date(2027, 2, 28), date(2028, 2, 28))],
)
def test_a_leap_day_loses_nobody_a_day(issued: date, expires: date) -> None:
    assert rules.load(RULES).on(issued).expiry(issued) == expires


def test_its_holder_is_reminded_three_times_and_told_of_its_end(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    licence_id = licensed(call)["id"]
    for days in range(370):
        clock.at = start_of(date(2026, 11, 22) + timedelta(days=days)) + timedelta(hours=1)
        fire_due(call, database, clock)
    events = told(database, licence_id)
    assert names(events) == ["issued", "renewal_due", "renewal_due", "renewal_due", "expired"]
    assert [event["data"]["days_left"] for event in events[1:4]] == [60, 30, 7]
    assert [event["sequence"] for event in events] == ["1", "2", "3", "4", "5"]
    shown = call(SUPERVISOR, "get_licence", {"licence_id": licence_id})
    assert shown["state"] == "expired"
    assert falling_due.timers_of(database, "licences") == []


def test_reminders_missed_by_downtime_are_given_once_each_and_tell_the_truth(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    licence_id = licensed(call)["id"]
    clock.at = start_of(date(2027, 11, 17))
    fire_due(call, database, clock)
    fire_due(call, database, clock)
    events = told(database, licence_id)[1:]
    assert [event["data"]["notice_days"] for event in events] == [60, 30, 7]
    assert [event["data"]["days_left"] for event in events] == [5, 5, 5]


def test_a_licence_that_ended_during_downtime_is_told_of_in_full(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    licence_id = licensed(call)["id"]
    clock.advance(timedelta(days=800))
    fire_due(call, database, clock)
    events = told(database, licence_id)[1:]
    assert names(events) == ["renewal_due", "renewal_due", "renewal_due", "expired"]
    assert {event["data"]["days_left"] for event in events[:3]} == {0}


def test_a_timer_that_fires_too_early_or_twice_changes_nothing(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    licence_id = licensed(call)["id"]
    with use(Context(Actor.system("licensing.timers"))):
        call.service.licence_expired(licence_id, "expired")
        clock.at = start_of(date(2027, 9, 23))
        call.service.renewal_due(licence_id, "renewal_due_60")
        call.service.renewal_due(licence_id, "renewal_due_60")
    assert names(told(database, licence_id)) == ["issued", "renewal_due"]


def test_a_refused_approval_takes_no_number(call: Caller, database: MemoryDatabase) -> None:
    application_id = submitted(call)
    with pytest.raises(Conflict, match="application_not_passed"):
        call(SUPERVISOR, "approve_application", {"application_id": application_id})
    assert licensed(call)["number"] == "NUR-AM-2026-000001"


def test_a_repeated_approval_issues_one_licence(call: Caller, database: MemoryDatabase) -> None:
    request = {"application_id": checked(call)}
    first = call(SUPERVISOR, "approve_application", request, key="approve")
    assert call(SUPERVISOR, "approve_application", request, key="approve") == first
    assert len(database.collections["licences"]) == 1


def test_the_rules_come_from_a_file_that_can_be_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    file = tmp_path / "nursery.yaml"
    file.write_text(RULES.read_text("utf-8").replace("years: 1", "years: 2"), "utf-8")
    monkeypatch.setenv("KANAF_LICENSING_RULES", str(file))
    call = Caller(LicensingService, build_in_memory(MemoryDatabase(), clock), METHODS)
    assert licensed(call)["expires_on"] == "2028-11-22"
