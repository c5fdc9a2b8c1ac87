"""What an association is told of itself without anybody doing anything, once each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from tests.support.associations import (
    SUPERVISOR,
    accept_report,
    membership,
    orderly,
    pay,
    society,
    union_of,
    with_board,
)
from tests.support.calling import Caller
from tests.support.falling_due import fire_due


def news(database: MemoryDatabase, collection: str, one: str) -> list[tuple[str, dict[str, Any]]]:
    """What was told of it, by the last word of its type."""
    pending = database.collections[collection][one]["pending"]
    return [(each["type"].split(".")[-2], each["data"]) for each in pending]


def names(database: MemoryDatabase, one: str, *wanted: str) -> list[str]:
    return [name for name, _ in news(database, "associations", one) if name in wanted]


STANDING = ("standing_lost", "standing_regained")


@pytest.fixture
def until(call: Caller, database: MemoryDatabase, clock: FixedClock) -> Any:
    def pass_until(year: int, month: int, day: int) -> None:
        clock.advance(datetime(year, month, day, 12, tzinfo=UTC) - clock.now())
        service = call.service
        handlers = {
            "report_due_": service.report_due,
            "look_": service.association_looked_at,
            "board_expired": service.association_board_expired,
        }
        fire_due(database, "associations", clock, handlers)
        fire_due(database, "memberships", clock, {"dues_": service.membership_dues_due})

    return pass_until


def test_standing_is_gained_with_a_board_and_lost_with_its_term(
    call: Caller, database: MemoryDatabase, until: Any
) -> None:
    made = with_board(call, society(call), valid_until="2027-01-31")
    assert names(database, made, *STANDING) == ["standing_regained"]
    until(2027, 1, 31)
    assert names(database, made, *STANDING) == ["standing_regained"]
    until(2027, 2, 1)
    last, data = news(database, "associations", made)[-1]
    assert last == "standing_lost"
    assert (data["unmet"], data["on"]) == (["board_in_term"], "2027-02-01")
    assert data["because_ar"] == "لا هيئة إدارية ضمن مدتها"
    assert data["because_en"] == "no board within its term"


def test_a_warning_loses_it_and_its_remedy_brings_it_back(
    call: Caller, database: MemoryDatabase
) -> None:
    made = orderly(call, 1)
    for measure in ("warning", "warning_remedied"):
        asked = {"association_id": made, "measure": measure, "reason": "مخالفة."}
        call(SUPERVISOR, "take_association_measure", asked)
    assert names(database, made, *STANDING)[1:] == list(STANDING)


def test_a_new_society_is_told_on_the_day_it_has_been_registered_long_enough(
    call: Caller, database: MemoryDatabase, until: Any
) -> None:
    made = with_board(call, society(call, registered_on="2026-01-10"), valid_from="2026-01-10")
    assert names(database, made, *STANDING) == []
    until(2027, 1, 9)
    assert names(database, made, *STANDING) == []
    until(2027, 1, 10)
    assert names(database, made, *STANDING) == ["standing_regained"]


def test_a_board_that_is_seated_ahead_counts_from_its_first_day(
    call: Caller, database: MemoryDatabase, until: Any
) -> None:
    made = with_board(call, society(call), valid_until="2026-12-31")
    board = {
        "association_id": made,
        "members": [{"name": "سمير العمري"}],
        "valid_from": "2027-02-01",
        "valid_until": "2029-01-31",
    }
    call(SUPERVISOR, "record_board", board)
    until(2027, 1, 1)
    assert names(database, made, *STANDING) == ["standing_regained", "standing_lost"]
    until(2027, 2, 1)
    assert names(database, made, *STANDING)[2:] == ["standing_regained"]


def test_a_report_is_reminded_of_once_and_not_when_it_is_in(
    call: Caller, database: MemoryDatabase, until: Any
) -> None:
    late, early = orderly(call, 1), orderly(call, 2)
    until(2027, 2, 1)
    accept_report(call, early, 2026)
    until(2027, 2, 28)
    assert names(database, late, "report_due") == []
    until(2027, 3, 1)
    until(2027, 3, 31)
    assert names(database, late, "report_due") == ["report_due"]
    assert names(database, early, "report_due") == []
    until(2027, 4, 1)
    assert sorted(names(database, late, "report_overdue", *STANDING)[-2:]) == [
        "report_overdue",
        "standing_lost",
    ]


def test_the_end_of_a_boards_term_is_near_once(
    call: Caller, database: MemoryDatabase, until: Any
) -> None:
    made = with_board(call, society(call), valid_until="2027-02-28")
    until(2026, 12, 29)
    assert names(database, made, "board_ending") == []
    until(2026, 12, 30)
    until(2027, 1, 31)
    assert names(database, made, "board_ending") == ["board_ending"]


def test_after_long_downtime_nothing_past_is_announced_as_near(
    call: Caller, database: MemoryDatabase, until: Any
) -> None:
    made = orderly(call, 1)
    until(2028, 6, 1)
    assert names(database, made, "report_due") == []
    assert names(database, made, "report_overdue") == ["report_overdue"] * 2


def test_a_dissolved_one_is_told_that_it_is_and_no_more(
    call: Caller, database: MemoryDatabase, until: Any
) -> None:
    made = orderly(call, 1)
    asked = {
        "association_id": made,
        "ground": "own_decision",
        "reason": "قرار الهيئة العامة.",
        "committee": ["آمال الخطيب"],
    }
    call(SUPERVISOR, "dissolve_association", asked)
    until(2028, 6, 1)
    assert names(database, made, "dissolved", "report_due", *STANDING)[1:] == ["dissolved"]


def test_dues_that_are_not_paid_are_told_once_a_year(
    call: Caller, database: MemoryDatabase, until: Any
) -> None:
    societies = [orderly(call, number) for number in range(1, 6)]
    union_id = union_of(call, societies)
    held = [membership(call, union_id, each)["id"] for each in societies]
    pay(call, union_id, societies[0], 2027)
    until(2027, 1, 15)
    until(2027, 6, 1)
    due = [
        [data["year"] for name, data in news(database, "memberships", each) if name == "dues_due"]
        for each in held
    ]
    assert due == [[], [2027], [2027], [2027], [2027]]
    until(2028, 1, 15)
    told = [
        data["year"] for name, data in news(database, "memberships", held[0]) if name == "dues_due"
    ]
    assert told == [2028]
