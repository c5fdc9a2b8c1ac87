"""Warned, suspended, closed and reopened: by persons, along the ladder, and the licence follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import KanafError, NotFound
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.inspections.kinds import OVERSIGHTS
from tests.support.calling import Caller
from tests.support.inspections import (
    AUDITOR,
    ELSEWHERE,
    HOLDER,
    INSPECTOR,
    REASON,
    SECOND,
    STRANGER,
    SUPERVISOR,
    World,
    inspected,
    measure,
)


@pytest.fixture
def place(world: World) -> str:
    return world.register.license()


def refused(code: str) -> Any:
    return pytest.raises(KanafError, match=f"^{code}$")


def of(oversight: dict[str, Any], at: int = -1) -> dict[str, str]:
    return {"licence_id": oversight["licence_id"], "measure_id": oversight["measures"][at]["id"]}


def later(clock: FixedClock) -> None:
    """So much time that what was warned of could have been put right."""
    clock.advance(timedelta(days=14))


def test_the_ladder_is_climbed_rung_by_rung(
    call: Caller, world: World, place: str, clock: FixedClock
) -> None:
    with refused("measure_not_supported"):
        measure(call, place, "suspension", "warned_repeatedly")
    warned = measure(call, place, "warning", "conditions_unmet")
    assert METHODS["take_measure"].answer().load(warned) == warned
    with refused("measure_not_supported"):
        measure(call, place, "suspension", "warned_repeatedly")
    later(clock)
    measure(call, place, "warning", "documents_false")
    with refused("measure_not_supported"):
        measure(call, place, "closure", "warned_repeatedly")
    suspended = measure(call, place, "suspension", "warned_repeatedly")
    assert (suspended["standing"], world.register.standing[place]) == ("suspended",) * 2
    with refused("measure_state_forbids"):
        measure(call, place, "suspension", "warned_repeatedly")
    later(clock)
    measure(call, place, "warning", "other")
    closed = measure(call, place, "closure", "warned_repeatedly")
    assert (closed["standing"], world.register.standing[place]) == ("closed",) * 2
    with refused("measure_state_forbids"):
        measure(call, place, "warning", "other")
    reopened = measure(call, place, "reopening", "put_right")
    assert (reopened["standing"], world.register.standing[place]) == ("open",) * 2
    assert [each["state"] for each in reopened["measures"] if each["kind"] != "warning"] == [
        "reopened",
        "reopened",
        "done",
    ]


def test_warnings_that_leave_no_time_to_put_right_count_as_one(
    call: Caller, place: str, clock: FixedClock
) -> None:
    for actor in (SUPERVISOR, SUPERVISOR, SECOND):
        measure(call, place, "warning", "other", actor)
    clock.advance(timedelta(days=13))
    measure(call, place, "warning", "other")
    for graver in ("suspension", "closure"):
        with refused("measure_not_supported"):
            measure(call, place, graver, "warned_repeatedly")
    assert call(SUPERVISOR, "get_measure_proposals", {"licence_id": place})["proposals"] == []


def test_nobody_is_suspended_twice_for_the_same_warnings(
    call: Caller, place: str, clock: FixedClock
) -> None:
    measure(call, place, "warning", "other")
    later(clock)
    measure(call, place, "warning", "other")
    measure(call, place, "suspension", "warned_repeatedly")
    measure(call, place, "reopening", "put_right")
    later(clock)
    with refused("measure_not_supported"):
        measure(call, place, "suspension", "warned_repeatedly")
    measure(call, place, "warning", "other")
    measure(call, place, "suspension", "warned_repeatedly")


def test_a_finding_is_warned_for_once(alone: Caller, place: str) -> None:
    for code in ("inspection_failed", "action_overdue"):
        with refused("measure_not_supported"):
            measure(alone, place, "warning", code)
    visit = inspected(alone, place, wrong=["exits"])["id"]
    measure(alone, place, "warning", "inspection_failed")
    assert alone(SUPERVISOR, "get_measure_proposals", {"licence_id": place})["proposals"] == []
    again = {"licence_id": place, "measure": "warning", "reason": REASON, "inspection_id": visit}
    for code in ("inspection_failed", "conditions_unmet"):
        with refused("measure_not_supported"):
            alone(SECOND, "take_measure", {**again, "reason_code": code})


def test_a_visit_that_was_passed_is_no_ground_for_a_warning(alone: Caller, place: str) -> None:
    inspected(alone, place, wrong=["exits"])
    passed = inspected(alone, place)["id"]
    asked = {"licence_id": place, "measure": "warning", "reason_code": "inspection_failed"}
    with refused("measure_not_supported"):
        alone(SUPERVISOR, "take_measure", {**asked, "reason": REASON, "inspection_id": passed})


def test_what_is_overdue_is_warned_for_beside_the_visit_at_which_it_was_found(
    alone: Caller, place: str, clock: FixedClock, timed: Any
) -> None:
    inspected(alone, place, wrong=["exits"])
    measure(alone, place, "warning", "inspection_failed")
    (action,) = alone(HOLDER, "find_corrective_actions", {})["items"]
    later(clock)
    timed("action_overdue", action["id"], "overdue")
    measure(alone, place, "warning", "action_overdue")
    with refused("measure_not_supported"):
        measure(alone, place, "warning", "action_overdue")
    assert measure(alone, place, "suspension", "warned_repeatedly")["standing"] == "suspended"


def test_who_has_no_licence_any_more_is_not_warned(call: Caller, world: World, place: str) -> None:
    licensed = world.register.places[place]
    world.register.places[place] = replace(licensed, state="lapsed")
    for kind, code in (("warning", "other"), ("immediate_suspension", "danger_to_life")):
        with refused("licence_ended"):
            measure(call, place, kind, code)


def test_failed_visits_of_which_the_day_alone_was_kept_are_warned_for(
    alone: Caller, place: str, database: MemoryDatabase
) -> None:
    inspected(alone, place, wrong=["exits"])
    (kept,) = database.collections["oversights"].values()
    kept["state"]["facts"]["failures"] = ["2026-11-22"]
    warned = measure(alone, place, "warning", "inspection_failed")
    assert [each["kind"] for each in warned["measures"]] == ["warning"]


def test_warnings_of_long_ago_support_nothing(call: Caller, place: str, clock: FixedClock) -> None:
    measure(call, place, "warning", "other")
    clock.advance(timedelta(days=366))
    measure(call, place, "warning", "other")
    with refused("measure_not_supported"):
        measure(call, place, "suspension", "other")


def test_a_failed_inspection_proposes_and_a_person_decides(alone: Caller, place: str) -> None:
    concluded = inspected(alone, place, wrong=["exits"])
    assert alone(SUPERVISOR, "get_oversight", {"licence_id": place})["measures"] == []
    found = alone(SUPERVISOR, "get_measure_proposals", {"licence_id": place})["proposals"]
    assert [(each["kind"], each["after"], each["counted"]) for each in found] == [
        ("warning", "failed_inspections", 1)
    ]
    request = {"licence_id": place, "measure": "warning", "reason_code": "inspection_failed"}
    asked = {**request, "reason": REASON, "inspection_id": concluded["id"]}
    assert alone(SUPERVISOR, "take_measure", asked)["measures"][0]["inspection_id"]
    elsewhere = alone(SUPERVISOR, "find_inspections", {})["items"]
    assert {each["about"]["id"] for each in elsewhere} == {place}


def test_danger_suspends_at_once_until_a_second_person_confirms(
    call: Caller, world: World, place: str, timers: Any, counted: Any
) -> None:
    with refused("measure_reason_unknown"):
        measure(call, place, "immediate_suspension", "other", INSPECTOR)
    taken = measure(call, place, "immediate_suspension", "danger_to_children", INSPECTOR)
    assert (taken["measures"][0]["state"], world.register.standing[place]) == (
        "provisional",
        "suspended",
    )
    assert timers("oversights", taken["id"]) == [f"provisional_{taken['measures'][0]['id']}"]
    assert counted(OVERSIGHTS) == {"provisional": 1}
    confirmed = call(SUPERVISOR, "confirm_measure", of(taken))
    assert confirmed["measures"][0]["state"] == "in_force"
    assert timers("oversights", taken["id"]) == []
    assert counted(OVERSIGHTS) == {"provisional": 0}
    with refused("measure_not_provisional"):
        call(SECOND, "confirm_measure", of(taken))


def test_nobody_confirms_their_own_suspension(call: Caller, place: str) -> None:
    taken = measure(call, place, "immediate_suspension", "danger_to_life")
    with refused("measure_wants_second_person"):
        call(SUPERVISOR, "confirm_measure", of(taken))
    assert call(SECOND, "confirm_measure", of(taken))["measures"][0]["confirmed_by"] == (
        "supervisor-2"
    )


def test_what_nobody_confirms_ends_by_itself_once(
    call: Caller, world: World, place: str, clock: FixedClock, timed: Any
) -> None:
    taken = measure(call, place, "immediate_suspension", "danger_to_children", INSPECTOR)
    timer = f"provisional_{taken['measures'][0]['id']}"
    clock.advance(timedelta(days=2))
    timed("suspension_not_confirmed", taken["id"], timer)
    assert world.register.standing[place] == "suspended"
    clock.advance(timedelta(days=100))
    for _ in range(2):
        timed("suspension_not_confirmed", taken["id"], timer)
    assert call(AUDITOR, "get_oversight", {"licence_id": place})["measures"][0]["state"] == (
        "lapsed"
    )
    assert world.register.said[-1] == (place, "open", "suspension_not_confirmed")
    assert len(world.register.said) == 2
    with refused("measure_not_provisional"):
        call(SUPERVISOR, "confirm_measure", of(taken))


def test_a_holder_objects_once_and_another_person_decides(
    call: Caller, world: World, place: str
) -> None:
    taken = measure(call, place, "immediate_suspension", "danger_to_children", INSPECTOR)
    call(SUPERVISOR, "confirm_measure", of(taken))
    with refused("licensing_not_yours"):
        call(STRANGER, "object_to_measure", {**of(taken), "text": "ليس صحيحًا"})
    filed = call(HOLDER, "object_to_measure", {**of(taken), "text": "المخارج سالكة"})
    assert METHODS["object_to_measure"].answer().load(filed) == filed
    assert (filed["measures"][0]["by"], filed["complaints"]) == (None, None)
    with refused("objection_filed_already"):
        call(HOLDER, "object_to_measure", {**of(taken), "text": "مرة أخرى"})
    answer = {**of(taken), "upheld": True, "answer": REASON}
    with refused("measure_wants_second_person"):
        call(SUPERVISOR, "answer_objection", answer)
    decided = call(SECOND, "answer_objection", answer)
    assert (decided["standing"], decided["measures"][0]["state"]) == ("open", "overturned")
    assert world.register.standing[place] == "open"
    with refused("objection_not_waiting"):
        call(SECOND, "answer_objection", answer)


def test_an_overturned_closure_leaves_the_suspension_beneath_it(
    call: Caller, world: World, place: str, clock: FixedClock
) -> None:
    for _ in range(3):
        measure(call, place, "warning", "other")
        later(clock)
    measure(call, place, "suspension", "other")
    closed = measure(call, place, "closure", "other")
    call(HOLDER, "object_to_measure", {**of(closed), "text": "إجراء مبالغ فيه"})
    decided = call(SECOND, "answer_objection", {**of(closed), "upheld": True, "answer": REASON})
    assert (decided["standing"], world.register.standing[place]) == ("suspended",) * 2


def test_objections_have_their_time(call: Caller, place: str, clock: FixedClock) -> None:
    warned = measure(call, place, "warning", "other")
    clock.advance(timedelta(days=16))
    with refused("objection_too_late"):
        call(HOLDER, "object_to_measure", {**of(warned), "text": "متأخر"})


def test_an_answer_that_is_overdue_is_said_once(
    call: Caller, place: str, clock: FixedClock, timed: Any
) -> None:
    warned = measure(call, place, "warning", "other")
    call(HOLDER, "object_to_measure", {**of(warned), "text": "اعتراض"})
    clock.advance(timedelta(days=40))
    for _ in range(2):
        timed("objection_overdue", warned["id"], f"objection_{of(warned)['measure_id']}")
    late = {"escalated": "yes"}
    (found,) = call(SUPERVISOR, "find_oversights", late)["items"]
    assert found["licence_id"] == place
    call(SECOND, "answer_objection", {**of(warned), "upheld": False, "answer": REASON})
    assert call(SUPERVISOR, "find_oversights", late)["items"] == []


def test_what_a_licence_has_not_is_said_of_the_licence(call: Caller, place: str) -> None:
    with pytest.raises(NotFound, match="oversight_not_found") as refused:
        call(SUPERVISOR, "get_oversight", {"licence_id": place})
    assert refused.value.params == {"id": place}


def test_measures_are_told_in_an_order_of_their_own_and_say_of_which_licence(
    call: Caller, place: str, database: MemoryDatabase
) -> None:
    warned = measure(call, place, "warning", "other")
    (told,) = database.collections["oversights"][warned["id"]]["pending"]
    assert (told["subject"], told["data"]["licence_id"]) == (warned["id"], place)
    assert warned["id"] != warned["licence_id"] == place


def test_what_is_critical_is_put_right_before_the_place_opens_again(
    alone: Caller, place: str
) -> None:
    inspected(alone, place, wrong=["exits"])
    measure(alone, place, "immediate_suspension", "danger_to_children", INSPECTOR)
    with refused("reopening_critical_actions_open"):
        measure(alone, place, "reopening", "put_right")
    (action,) = alone(HOLDER, "find_corrective_actions", {})["items"]
    said = {"action_id": action["id"], "text": "أُزيلت العوائق"}
    alone(HOLDER, "prove_corrective_action", said)
    judged = {"action_id": action["id"], "accept": True}
    alone(INSPECTOR, "judge_corrective_action", judged)
    assert measure(alone, place, "reopening", "put_right")["standing"] == "open"


def test_reasons_and_answers_may_be_written_in_arabic_alone(call: Caller, place: str) -> None:
    asked = {"licence_id": place, "measure": "warning", "reason_code": "other"}
    warned = call(SUPERVISOR, "take_measure", {**asked, "reason": {"ar": REASON["ar"]}})
    assert warned["measures"][0]["reason"] == {"ar": REASON["ar"], "en": None}
    call(HOLDER, "object_to_measure", {**of(warned), "text": "المخارج سالكة"})
    answer = {**of(warned), "upheld": False, "answer": {"ar": "لم تُزل العوائق."}}
    decided = call(SECOND, "answer_objection", answer)
    assert METHODS["answer_objection"].answer().load(decided) == decided
    assert decided["measures"][0]["objection"]["answer"]["en"] is None


def test_measures_are_a_supervisors_of_the_governorate(call: Caller, place: str) -> None:
    with refused("licensing_not_yours"):
        measure(call, place, "warning", "other", ELSEWHERE)
    with refused("licensing_role_may_not"):
        measure(call, place, "warning", "other", INSPECTOR)
    with refused("licence_not_found"):
        measure(call, "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11", "warning", "other")


def test_a_measure_that_is_asked_for_twice_is_taken_once(call: Caller, place: str) -> None:
    request = {"licence_id": place, "measure": "warning", "reason_code": "other"}
    asked = {**request, "reason": REASON}
    first = call(SUPERVISOR, "take_measure", asked, key="once")
    assert call(SUPERVISOR, "take_measure", asked, key="once") == first
    assert len(first["measures"]) == 1
