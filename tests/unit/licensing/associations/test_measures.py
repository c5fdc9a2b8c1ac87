"""Measures against associations, and their dissolution."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden
from tests.support.associations import (
    ADMINISTRATOR,
    CLERK,
    COLLEAGUE,
    SUPERVISOR,
    a_society,
    chair,
    society,
    with_board,
)
from tests.support.calling import Caller, somebody
from tests.support.falling_due import fire_due, timers_of


def measure(call: Caller, association_id: str, kind: str) -> dict[str, object]:
    asked = {"association_id": association_id, "measure": kind, "reason": "مخالفة مالية."}
    return call(SUPERVISOR, "take_association_measure", asked)


def dissolve(call: Caller, association_id: str, ground: str) -> dict[str, object]:
    asked = {
        "association_id": association_id,
        "ground": ground,
        "reason": "تكررت المخالفة.",
        "committee": ["آمال الخطيب"],
    }
    return call(COLLEAGUE, "dissolve_association", asked)


def fire(call: Caller, database: MemoryDatabase, clock: FixedClock) -> None:
    service = call.service
    fire_due(
        database,
        "associations",
        clock,
        {
            "report_due_": service.report_due,
            "look_": service.association_looked_at,
            "board_expired": service.association_board_expired,
            "warning_lapsed": service.association_warning_lapsed,
        },
    )


def state(call: Caller, association_id: str) -> object:
    return call(ADMINISTRATOR, "get_association", {"association_id": association_id})["state"]


def test_a_second_violation_after_a_warning_dissolves(call: Caller) -> None:
    made = society(call)
    measure(call, made, "warning")
    with pytest.raises(Conflict, match="association_ground_unmet"):
        dissolve(call, made, "second_violation")
    measure(call, made, "warning")
    ended = dissolve(call, made, "second_violation")
    assert ended["state"] == "dissolved"
    assert ended["dissolution"]["claims_until"] == "2026-12-22"  # type: ignore[index]


def test_a_warning_that_is_not_answered_in_time_lapses_once(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    made = society(call)
    assert measure(call, made, "warning")["measures"][0]["remedy_by"] == "2027-01-21"  # type: ignore[index]
    clock.advance(timedelta(days=60))
    fire(call, database, clock)
    with pytest.raises(Conflict, match="association_ground_unmet"):
        dissolve(call, made, "not_remedied")
    clock.advance(timedelta(days=1))
    fire(call, database, clock)
    fire(call, database, clock)
    view = call(ADMINISTRATOR, "get_association", {"association_id": made})
    assert [each["kind"] for each in view["measures"]] == ["warning", "warning_lapsed"]
    assert dissolve(call, made, "not_remedied")["state"] == "dissolved"


def test_a_warning_that_was_made_good_does_not_lapse(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    made = society(call)
    measure(call, made, "warning")
    measure(call, made, "warning_remedied")
    assert not [each for each, _ in timers_of(database, "associations") if "lapsed" in each.name]
    with pytest.raises(Conflict, match="association_measure_unfit"):
        measure(call, made, "warning_remedied")


def test_a_year_without_a_sign_of_life_is_a_ground(call: Caller, clock: FixedClock) -> None:
    made = society(call)
    with pytest.raises(Conflict, match="association_ground_unmet"):
        dissolve(call, made, "inactive")
    clock.advance(timedelta(days=365))
    assert dissolve(call, made, "inactive")["state"] == "dissolved"


def test_no_new_board_after_the_old_one_is_a_ground(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    made = with_board(call, society(call), valid_until="2026-12-31")
    with pytest.raises(Conflict, match="association_ground_unmet"):
        dissolve(call, made, "no_board")
    clock.advance(timedelta(days=41))
    fire(call, database, clock)
    view = call(ADMINISTRATOR, "get_association", {"association_id": made})
    assert view["boards"][0]["expired"] is True
    assert dissolve(call, made, "no_board")["state"] == "dissolved"


def test_who_took_measures_does_not_dissolve(call: Caller) -> None:
    made = society(call)
    measure(call, made, "warning")
    measure(call, made, "warning")
    asked = {
        "association_id": made,
        "ground": "second_violation",
        "reason": "تكررت المخالفة.",
        "committee": ["آمال الخطيب"],
    }
    with pytest.raises(Forbidden, match="association_another_dissolves"):
        call(SUPERVISOR, "dissolve_association", asked)


def test_a_suspension_is_lifted_and_nothing_else_is(call: Caller) -> None:
    made = society(call)
    with pytest.raises(Conflict, match="association_measure_unfit"):
        measure(call, made, "resumption")
    assert measure(call, made, "suspension")["state"] == "suspended"
    with pytest.raises(Conflict, match="association_not_active"):
        with_board(call, made)
    assert measure(call, made, "resumption")["state"] == "active"


def test_of_a_dissolved_one_nothing_is_awaited_and_nothing_changes(
    call: Caller, database: MemoryDatabase
) -> None:
    made = society(call)
    dissolve(call, made, "own_decision")
    assert timers_of(database, "associations") == []
    for kind in ("warning", "suspension"):
        with pytest.raises(Conflict, match="association_dissolved"):
            measure(call, made, kind)


def test_another_ministry_is_named_with_a_reason(call: Caller) -> None:
    made = society(call)
    asked = {"association_id": made, "competent_ministry": "culture", "reason": "تغيّرت الأهداف."}
    view = call(SUPERVISOR, "change_competent_ministry", asked)
    assert [each["code"] for each in view["ministries"]] == ["social_development", "culture"]
    with pytest.raises(Conflict, match="competent_ministry_unchanged"):
        call(SUPERVISOR, "change_competent_ministry", asked)


@pytest.mark.parametrize(
    "actor",
    [CLERK, ADMINISTRATOR, somebody("supervisor-9", "supervisor", governorates=("JO-IR",))],
    ids=str,
)
def test_supervisors_of_the_governorate_decide_and_nobody_else(call: Caller, actor: object) -> None:
    made = call(ADMINISTRATOR, "record_association", a_society())["id"]
    asked = {"association_id": made, "measure": "warning", "reason": "مخالفة."}
    with pytest.raises(Forbidden):
        call(actor, "take_association_measure", asked)  # type: ignore[arg-type]
    assert state(call, made) == "active"


def test_a_board_is_of_different_people_and_sits_no_longer_than_it_may(call: Caller) -> None:
    made = society(call)
    member = {"name": "آمال الخطيب", "national_number": "9851012345"}
    board = {
        "association_id": made,
        "members": [member],
        "valid_from": "2026-01-01",
        "valid_until": "2029-12-31",
    }
    with pytest.raises(Conflict, match="board_member_twice"):
        call(SUPERVISOR, "record_board", {**board, "members": [member, member]})
    with pytest.raises(Conflict, match="board_term_unfit"):
        call(SUPERVISOR, "record_board", {**board, "valid_until": "2030-01-01"})
    call(SUPERVISOR, "record_board", board)
    with pytest.raises(Conflict, match="board_term_unfit"):
        call(SUPERVISOR, "record_board", board)


def test_who_acts_for_it_reads_why_and_not_who_decided(call: Caller) -> None:
    made = society(call)
    for kind in ("warning", "suspension"):
        measure(call, made, kind)
    for actor, by in ((SUPERVISOR, "supervisor-1"), (chair(1), None)):
        shown = call(actor, "get_association", {"association_id": made})["measures"]
        assert [(each["reason"], each["by"]) for each in shown] == [("مخالفة مالية.", by)] * 2
    (listed,) = call(chair(1), "find_associations", {})["items"]
    assert [each["by"] for each in listed["measures"]] == [None, None]
