"""Clocks of applications: they stand in the applicant's turn, warn, and are missed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.app.licensing import Licensing
from tests.support.applying import (
    ADMINISTRATOR,
    CITIZEN,
    CLERK,
    HOME_NURSERY,
    OTHER_CLERK,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Beside,
    a_nursery,
    open_steps,
    ready,
    rejected,
    submitted,
)
from tests.support.calling import Caller

Advance = Callable[[int], None]
HOME = a_nursery(HOME_NURSERY)


def told(database: MemoryDatabase, type_: str) -> list[dict[str, Any]]:
    """What was told of this type, in order."""
    return [
        event["data"]
        for document in database.collections[APPLICATIONS.collection].values()
        for event in document["pending"]
        if event["type"].split(".")[3] == type_
    ]


def step(application: dict[str, Any], code: str) -> dict[str, Any]:
    return next(each for each in application["steps"] if each["code"] == code)


def returned(call: Caller, application_id: str, asked: str = "/papers/plan") -> dict[str, Any]:
    return call(
        CLERK,
        "return_application",
        {
            "application_id": application_id,
            "step": "completeness",
            "asks": [{"pointer": asked, "text": {"ar": "غير واضح."}}],
        },
    )


def test_deadlines_are_counted_in_working_days(call: Caller) -> None:
    application = call(CITIZEN, "get_application", {"application_id": submitted(call)})
    # Handed in on Sunday 22 November: five working days later it is Sunday again.
    assert step(application, "completeness")["due_on"] == "2026-11-29"
    assert application["due_on"] == "2027-01-03"  # thirty


def test_the_clocks_stand_while_the_applicant_completes(call: Caller, advance: Advance) -> None:
    application_id = submitted(call)
    advance(2)
    application = returned(call, application_id)
    assert application["state"] == "returned"
    assert (application["due_on"], step(application, "completeness")["due_on"]) == (None, None)
    assert application["timeline"][-1]["until"] == "2027-01-05"

    advance(7)
    application = call(CITIZEN, "resubmit_application", {"application_id": application_id})
    # Two of five days had passed on Tuesday; three are left from the next Tuesday on.
    assert step(application, "completeness")["due_on"] == "2026-12-06"
    assert application["due_on"] == "2027-01-10"


def test_who_completes_with_other_answers_takes_the_steps_that_these_call_for(
    call: Caller, beside: Beside
) -> None:
    application_id = submitted(call, HOME)
    returned(call, application_id)
    private = {name: value for name, value in a_nursery().items() if name != "service"}
    call(CITIZEN, "fill_application", {**private, "application_id": application_id})
    call(CITIZEN, "resubmit_application", {"application_id": application_id})
    asked = {"application_id": application_id, "step": "completeness"}
    application = call(CLERK, "find_complete", asked)
    assert open_steps(application) == {"fee"}, "a private nursery pays, whatever it began as"
    assert step(application, "municipality")["progress"] == "waiting"


def test_who_does_not_complete_in_time_has_abandoned_it(
    call: Caller, advance: Advance, beside: Beside
) -> None:
    application_id = submitted(call)
    returned(call, application_id)
    advance(60)
    application = call(CITIZEN, "get_application", {"application_id": application_id})
    assert application["state"] == "abandoned"


def test_who_does_not_pay_in_time_has_abandoned_it_and_the_bill_goes(
    call: Caller, advance: Advance, beside: Beside
) -> None:
    application_id = submitted(call)
    application = call(
        CLERK, "find_complete", {"application_id": application_id, "step": "completeness"}
    )
    assert application["due_on"] is None, "only the applicant has something to do"
    advance(30)
    application = call(CITIZEN, "get_application", {"application_id": application_id})
    assert application["state"] == "abandoned"
    assert beside.cancelled == list(beside.bills)
    assert step(application, "fee")["progress"] == "cancelled"
    assert step(application, "municipality")["progress"] == "skipped"


@pytest.mark.parametrize("how", ["left", "withdrawn", "rejected"])
def test_no_step_of_an_application_that_has_ended_is_open_or_waits(
    call: Caller, advance: Advance, beside: Beside, how: str
) -> None:
    application_id = submitted(call)
    asked = {"application_id": application_id}
    call(CLERK, "find_complete", {**asked, "step": "completeness"})
    (bill,) = beside.bills
    if how == "left":
        advance(30)
    elif how == "withdrawn":
        call(CITIZEN, "withdraw_application", asked)
    else:
        rejected(call, application_id)
    application = call(CITIZEN, "get_application", asked)
    assert step(application, "fee")["progress"] == "cancelled"
    assert {each["progress"] for each in application["steps"]} <= {"done", "skipped", "cancelled"}
    assert beside.cancelled == [bill]


def test_a_step_that_is_late_is_warned_of_and_escalated_once(
    call: Caller, advance: Advance, database: MemoryDatabase
) -> None:
    application_id = submitted(call)
    advance(20)
    near = [(each["step"], each["days"]) for each in told(database, "deadline_near")]
    assert near[0] == ("completeness", 1)
    assert [each["step"] for each in told(database, "escalated")] == ["completeness"]
    application = call(CITIZEN, "get_application", {"application_id": application_id})
    assert step(application, "completeness")["late"]


def test_the_whole_is_late_after_its_deadline_and_can_still_be_decided(
    call: Caller, licensing: Licensing, advance: Advance, database: MemoryDatabase
) -> None:
    application_id = ready(call, licensing, HOME)
    advance(60)
    approved = call(SUPERVISOR, "approve_application", {"application_id": application_id})
    assert approved["late"]
    assert told(database, "approved")[0]["late"]
    assert [each["step"] for each in told(database, "escalated")] == ["decision", None]


def test_a_draft_that_is_left_goes(call: Caller, advance: Advance) -> None:
    application_id = call(CITIZEN, "draft_application", HOME)["id"]
    advance(91)
    application = call(CITIZEN, "get_application", {"application_id": application_id})
    assert application["state"] == "abandoned"


def test_a_rejection_is_contested_and_what_was_asked_for_is_issued(
    call: Caller, licensing: Licensing
) -> None:
    application_id = ready(call, licensing, HOME)
    asked = {"application_id": application_id}
    assert rejected(call, application_id)["state"] == "rejected"
    call(CITIZEN, "appeal_decision", {**asked, "text": "المخرج مفتوح منذ أسبوع."})
    answer = {**asked, "overturned": True, "text": {"ar": "تبيّن أن المخرج مفتوح."}}
    with pytest.raises(Forbidden):
        call(OTHER_SUPERVISOR, "answer_appeal", answer)  # not one of those who answer appeals
    application = call(ADMINISTRATOR, "answer_appeal", answer)
    assert application["state"] == "approved"
    assert application["decision"]["number"] == "NUR-2026-000001"
    assert application["appeal"]["against"]["reason_code"] == "premises_unsuitable"


def test_a_rejection_that_stands_can_be_contested_once(call: Caller, licensing: Licensing) -> None:
    application_id = ready(call, licensing, HOME)
    asked = {"application_id": application_id}
    rejected(call, application_id)
    call(CITIZEN, "appeal_decision", {**asked, "text": "أعترض."})
    upheld = {**asked, "overturned": False, "text": {"ar": "القرار صحيح."}}
    assert call(ADMINISTRATOR, "answer_appeal", upheld)["state"] == "rejected"
    with pytest.raises(Conflict) as refused:
        call(CITIZEN, "appeal_decision", {**asked, "text": "أعترض ثانية."})
    assert refused.value.code == "appeal_not_open"


def test_an_appeal_comes_in_time(call: Caller, licensing: Licensing, advance: Advance) -> None:
    application_id = ready(call, licensing, HOME)
    rejected(call, application_id)
    advance(31)
    with pytest.raises(Conflict) as refused:
        call(CITIZEN, "appeal_decision", {"application_id": application_id, "text": "أعترض."})
    assert refused.value.code == "appeal_not_open"


def test_holidays_that_are_moved_move_what_is_due(
    call: Caller, licensing: Licensing, clock: FixedClock
) -> None:
    from datetime import date

    from chassis.context import Actor, Context, use

    application_id = submitted(call)
    with use(Context(Actor.system("holidays"))):
        licensing.holidays.hear(2026, [date(2026, 11, 23)], 2)
    application = call(CITIZEN, "get_application", {"application_id": application_id})
    assert step(application, "completeness")["due_on"] == "2026-11-30"


def test_the_next_task_is_the_one_due_first_and_nobody_gets_the_same(
    call: Caller, advance: Advance
) -> None:
    first = submitted(call)
    advance(1)
    second = submitted(call)
    waiting = call(CLERK, "find_tasks", {})["waiting"]
    assert [each["application_id"] for each in waiting] == [first, second]

    assert call(CLERK, "take_next_step", {}, key="once")["id"] == first
    assert call(CLERK, "take_next_step", {}, key="once")["id"] == first, "repeated, the same"
    assert call(OTHER_CLERK, "take_next_step", {}, key="other")["id"] == second
    assert [each["application_id"] for each in call(CLERK, "find_tasks", {})["mine"]] == [first]


def test_open_steps_follow_the_way_of_the_service(call: Caller) -> None:
    application_id = submitted(call)
    application = call(CITIZEN, "get_application", {"application_id": application_id})
    assert open_steps(application) == {"completeness"}
