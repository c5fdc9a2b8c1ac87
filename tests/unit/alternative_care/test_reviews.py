"""A placement is reviewed every ninety days, for as long as it lasts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chassis.calendar import start_of
from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from tests.support import falling_due
from tests.support.calling import Caller
from tests.support.care import CASEWORKER, an_end, opened, placed, registered


def fire_due(call: Caller, database: MemoryDatabase, clock: FixedClock) -> None:
    falling_due.fire_due(database, "cases", clock, {"review_due": call.service.review_due})


def reviews(database: MemoryDatabase, case_id: str) -> list[str]:
    pending: list[dict[str, Any]] = database.collections["cases"][case_id]["pending"]
    return [event["data"]["due_on"] for event in pending if event["type"].endswith("review_due.v1")]


def test_a_review_is_called_on_its_day_and_the_next_one_armed(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    case_id = placed(call, opened(call), registered(call))["id"]
    clock.at = start_of(date(2027, 2, 18)) - timedelta(seconds=1)
    fire_due(call, database, clock)
    assert reviews(database, case_id) == []
    clock.advance(timedelta(seconds=1))
    fire_due(call, database, clock)
    assert reviews(database, case_id) == ["2027-02-18"]
    ((timer, _),) = falling_due.timers_of(database, "cases")
    assert timer.due == start_of(date(2027, 5, 19))


def test_reviews_missed_by_downtime_are_called_once_each(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    case_id = placed(call, opened(call), registered(call))["id"]
    clock.at = start_of(date(2027, 9, 1))
    fire_due(call, database, clock)
    fire_due(call, database, clock)
    assert reviews(database, case_id) == ["2027-02-18", "2027-05-19", "2027-08-17"]


def test_a_placement_that_has_ended_is_not_reviewed(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    case = placed(call, opened(call), registered(call))
    call(CASEWORKER, "end_placement", an_end(case))
    assert falling_due.timers_of(database, "cases") == []


def test_a_timer_that_fires_for_nothing_changes_nothing(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    case = placed(call, opened(call), registered(call))
    falling_due.fire(call.service.review_due, case["id"], "review_due")
    assert call(CASEWORKER, "get_case", {"case_id": case["id"]})["version"] == case["version"]
