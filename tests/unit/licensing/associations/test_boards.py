"""A board that was recorded wrongly is put right; what was known on a day stays known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden
from services.licensing.adapters.associations.store import ASSOCIATIONS
from tests.support.associations import (
    ADMINISTRATOR,
    CLERK,
    COLLEAGUE,
    SUPERVISOR,
    audited,
    chair,
    licensing,
    society,
    union_of,
    with_board,
)
from tests.support.calling import Caller
from tests.support.falling_due import fire_due

REASON = "سُجّلت أسماء هيئة سابقة خطأً."


def corrected(call: Caller, association_id: str, **changed: Any) -> dict[str, Any]:
    asked = {
        "association_id": association_id,
        "members": [{"name": "سعاد محمود", "national_number": "9861012345"}],
        "valid_from": "2026-02-01",
        "valid_until": "2028-01-31",
        "correction": {"reason": REASON},
        **changed,
    }
    return call(SUPERVISOR, "record_board", asked)


def in_term(call: Caller, association_id: str, day: str) -> bool:
    asked = {"association_id": association_id, "day": day}
    standing = call(ADMINISTRATOR, "get_association_standing", asked)
    return bool({each["code"]: each["met"] for each in standing["because"]}["board_in_term"])


def told(database: MemoryDatabase, association_id: str) -> list[str]:
    pending = database.collections[ASSOCIATIONS.collection][association_id]["pending"]
    return [each["type"].split(".")[3] for each in pending]


def test_a_board_that_was_recorded_wrongly_stays_as_withdrawn(
    call: Caller, database: MemoryDatabase
) -> None:
    made = with_board(call, society(call))
    wrong, right = corrected(call, made)["boards"]
    assert wrong["withdrawal"] == {"by": "supervisor-1", "on": "2026-11-22", "reason": REASON}
    assert (right["members"][0]["name"], right["withdrawal"]) == ("سعاد محمود", None)
    assert told(database, made)[-2:] == ["board_withdrawn", "board_elected"]
    (entry,) = audited(call, "association", made)[-1:]
    assert (entry["actor"], entry["action"]) == ("supervisor-1", "association.correct_board")


def test_who_acts_for_it_reads_that_a_board_was_withdrawn_and_not_by_whom(call: Caller) -> None:
    made = with_board(call, society(call))
    corrected(call, made)
    wrong, _ = call(chair(1), "get_association", {"association_id": made})["boards"]
    assert wrong["withdrawal"] == {"by": None, "on": "2026-11-22", "reason": REASON}


def test_that_the_office_was_wrong_is_no_sign_of_life(call: Caller, clock: FixedClock) -> None:
    made = with_board(call, society(call))
    clock.advance(timedelta(days=300))
    for first in ("2026-02-01", "2026-03-01"):
        corrected(call, made, valid_from=first)
    clock.advance(timedelta(days=65))
    dissolved = {"association_id": made, "ground": "inactive", "committee": ["آمال الخطيب"]}
    asked = {**dissolved, "reason": "لم يُسمع عنها منذ سنة."}
    assert call(COLLEAGUE, "dissolve_association", asked)["state"] == "dissolved"


def test_a_board_that_was_recorded_wrongly_was_a_sign_of_life(
    call: Caller, clock: FixedClock
) -> None:
    made = society(call)
    clock.advance(timedelta(days=300))
    corrected(call, with_board(call, made))
    clock.advance(timedelta(days=364))
    dissolved = {"association_id": made, "ground": "inactive", "committee": ["آمال الخطيب"]}
    with pytest.raises(Conflict, match="association_ground_unmet"):
        call(COLLEAGUE, "dissolve_association", {**dissolved, "reason": "لم يُسمع عنها."})


def test_a_correction_may_begin_before_the_board_that_it_replaces(call: Caller) -> None:
    made = with_board(call, society(call))
    boards = corrected(call, made, valid_from="2025-12-01", valid_until="2027-12-01")["boards"]
    assert boards[-1]["valid_from"] == "2025-12-01"
    with pytest.raises(Conflict, match="board_term_unfit"):
        corrected(call, made, valid_from="2025-11-01", correction=None)


def test_a_correction_says_something_else_than_the_record(
    call: Caller, database: MemoryDatabase
) -> None:
    made = with_board(call, society(call))
    same = {"members": [{"name": "آمال الخطيب", "national_number": "9851012345"}]}
    same |= {"valid_from": "2026-01-01", "valid_until": "2029-01-01"}
    with pytest.raises(Conflict, match="board_correction_same"):
        corrected(call, made, **same)
    assert "board_withdrawn" not in told(database, made)
    assert len(corrected(call, made, **{**same, "valid_until": "2028-12-31"})["boards"]) == 2


@pytest.mark.parametrize(
    ("first", "last", "code", "params"),
    [
        ("2020-04-30", "2021-01-01", "board_term_before_association", {}),
        ("2027-02-21", "2029-01-01", "board_term_ahead", {"latest": "2027-02-20"}),
    ],
)
def test_a_term_begins_with_the_association_at_the_earliest_and_in_a_near_time_at_the_latest(
    call: Caller, first: str, last: str, code: str, params: dict[str, Any]
) -> None:
    made = society(call)
    with pytest.raises(Conflict) as refused:
        with_board(call, made, last, valid_from=first)
    (said,) = refused.value.errors
    assert (said.pointer, said.code, said.params) == ("/valid_from", code, params)
    with_board(call, made)
    with pytest.raises(Conflict, match=code):
        corrected(call, made, valid_from=first, valid_until=last)


def test_a_term_may_begin_with_the_association_and_on_the_last_near_day(call: Caller) -> None:
    made = with_board(call, society(call), valid_from="2020-05-01", valid_until="2024-04-30")
    assert with_board(call, made, valid_from="2027-02-20")


def test_how_it_stood_is_asked_of_the_board_that_is_right(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    made = with_board(call, society(call))
    clock.advance(timedelta(days=10))
    corrected(call, made, valid_from="2024-01-01", valid_until="2026-11-30")
    assert not in_term(call, made, "2026-12-02")
    assert in_term(call, made, "2026-12-01"), "what was known at the end of that day"
    expire = licensing(call).associations.supervision.expire_board
    fire_due(
        database,
        ASSOCIATIONS.collection,
        clock,
        {"board_expired": lambda each, _: expire(each)},
    )
    wrong, right = call(ADMINISTRATOR, "get_association", {"association_id": made})["boards"]
    assert (wrong["expired"], right["expired"]) == (False, True)


def test_a_suspended_association_is_put_right_and_a_dissolved_one_is_not(call: Caller) -> None:
    made = with_board(call, society(call))
    stopped = {"association_id": made, "measure": "suspension", "reason": "مخالفة مالية."}
    call(SUPERVISOR, "take_association_measure", stopped)
    assert corrected(call, made)["boards"][0]["withdrawal"]


def test_there_is_nothing_to_put_right_where_no_board_stands(call: Caller) -> None:
    with pytest.raises(Conflict, match="board_none_to_correct"):
        corrected(call, society(call))
    with pytest.raises(Forbidden):
        call(CLERK, "record_board", {"association_id": society(call, 2), **a_board()})


def a_board() -> dict[str, Any]:
    members = [{"name": "سعاد محمود", "national_number": None}]
    return {"members": members, "valid_from": "2026-01-01", "valid_until": "2027-01-01"}


def test_the_first_board_of_a_union_is_put_right(call: Caller) -> None:
    union = with_board(call, union_of(call, [society(call, each) for each in range(1, 6)]))
    with pytest.raises(Conflict, match="board_by_election"):
        corrected(call, union, correction=None)
    assert corrected(call, union)["boards"][0]["withdrawal"]


def test_a_record_from_before_there_were_corrections_is_read(
    call: Caller, database: MemoryDatabase
) -> None:
    made = with_board(call, society(call))
    state = database.collections[ASSOCIATIONS.collection][made]["state"]
    del state["boards"][0]["withdrawal"], state["renamings"], state["parent"]
    view = call(ADMINISTRATOR, "get_association", {"association_id": made})
    assert view["boards"][0]["withdrawal"] is None
    assert (view["renamings"], view["parent"]) == ([], None)
