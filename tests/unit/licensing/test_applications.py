"""An application for a nursery licence: what may follow what, and who may do it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from tests.support.calling import Caller, somebody
from tests.support.nurseries import (
    CITIZEN,
    CLERK,
    INSPECTOR,
    SUPERVISOR,
    an_application,
    check,
    checked,
    submitted,
)

REJECTION = {"reason_code": "premises_unsuitable", "text": {"ar": "مخرج الطوارئ مغلق."}}


def approve(call: Caller, application_id: str, actor: Any = SUPERVISOR) -> dict[str, Any]:
    return call(actor, "approve_application", {"application_id": application_id})


def reject(call: Caller, application_id: str, **different: Any) -> dict[str, Any]:
    request = {"application_id": application_id, **REJECTION, **different}
    return call(SUPERVISOR, "reject_application", request)


def events_of(database: MemoryDatabase, application_id: str) -> list[str]:
    pending = database.collections["applications"][application_id]["pending"]
    return [event["type"].removeprefix("kanaf.licensing.") for event in pending]


def test_what_was_applied_for_is_kept_as_written(call: Caller) -> None:
    answer = call(CITIZEN, "submit_application", an_application())
    assert (answer["state"], answer["submitted_by"]) == ("submitted", "citizen-1")
    assert answer["nursery"]["name"] == {"ar": "حضانة البراعم", "en": None}
    assert answer["applicant"]["contact"]["mobile"] == "+962791234567"


def test_an_application_tells_its_contact_apart_from_its_facts(
    call: Caller, database: MemoryDatabase
) -> None:
    application_id = submitted(call)
    contact, facts = database.collections["applications"][application_id]["pending"]
    assert (facts["dataclassification"], facts["sequence"]) == ("general", "2")
    assert "الخطيب" not in str(facts)
    assert (contact["dataclassification"], contact["sequence"]) == ("personal", "1")
    assert contact["data"]["party"] == f"licensing.application/{application_id}"


def test_a_passed_check_leads_to_approval(call: Caller, database: MemoryDatabase) -> None:
    application_id = checked(call)
    answer = approve(call, application_id)
    assert answer["state"] == "approved"
    assert answer["decision"]["by"] == "supervisor-1"
    assert events_of(database, application_id) == [
        "application.contact_recorded.v1",
        "application.submitted.v1",
        "application.checked.v1",
        "application.approved.v1",
    ]


def test_without_a_check_there_is_no_approval(call: Caller) -> None:
    application_id = submitted(call)
    with pytest.raises(Conflict, match="application_not_passed"):
        approve(call, application_id)


def test_a_failed_check_is_no_ground_for_approval(call: Caller) -> None:
    application_id = checked(call, "failed")
    with pytest.raises(Conflict, match="application_not_passed"):
        approve(call, application_id)


def test_a_failed_check_is_repeated_and_both_are_kept(call: Caller) -> None:
    application_id = checked(call, "failed")
    answer = check(call, application_id, "passed")
    assert [each["outcome"] for each in answer["checks"]] == ["failed", "passed"]
    assert approve(call, application_id)["state"] == "approved"


def test_a_passed_check_is_not_repeated(call: Caller) -> None:
    application_id = checked(call)
    with pytest.raises(Conflict, match="application_already_passed"):
        check(call, application_id, "failed")


@pytest.mark.parametrize("role_of_both", ["clerk", "inspector"])
def test_who_submitted_or_checked_does_not_approve(call: Caller, role_of_both: str) -> None:
    colleague = somebody("both-1", role_of_both, "supervisor")
    if role_of_both == "clerk":
        application_id = call(colleague, "submit_application", an_application())["id"]
        check(call, application_id)
    else:
        application_id = submitted(call)
        for outcome in ("failed", "passed"):
            by = colleague if outcome == "failed" else INSPECTOR
            found = {"application_id": application_id, "outcome": outcome, "findings": "كشف"}
            call(by, "check_application", found)
    with pytest.raises(Forbidden, match="separation_of_duties"):
        approve(call, application_id, colleague)
    assert approve(call, application_id)["state"] == "approved"


@pytest.mark.parametrize("state", ["submitted", "checked"])
def test_a_rejection_says_why(call: Caller, state: str) -> None:
    application_id = submitted(call) if state == "submitted" else checked(call, "failed")
    answer = reject(call, application_id)
    assert answer["state"] == "rejected"
    assert answer["decision"]["reason_code"] == "premises_unsuitable"
    assert answer["decision"]["text"] == {"ar": "مخرج الطوارئ مغلق.", "en": None}
    assert answer["decision"]["licence_id"] is None


def test_a_rejection_needs_a_reason_of_the_list(call: Caller) -> None:
    application_id = submitted(call)
    with pytest.raises(Conflict, match="rejection_reason_unknown"):
        reject(call, application_id, reason_code="did_not_like_it")


@pytest.mark.parametrize("decide", [approve, reject, check])
def test_what_is_decided_stays_decided(call: Caller, decide: Any) -> None:
    application_id = checked(call)
    reject(call, application_id)
    with pytest.raises(Conflict, match="application_already_decided"):
        decide(call, application_id)


@pytest.mark.parametrize(("ages", "most"), [("places_under_two", 5), ("places_two_to_four", 7)])
def test_a_home_nursery_stays_small(call: Caller, ages: str, most: int) -> None:
    sizes = {"places_under_two": 5, "places_two_to_four": 7}
    assert submitted(call, kind="home", **sizes)
    with pytest.raises(Conflict, match="nursery_too_many_places") as refused:
        submitted(call, kind="home", **{**sizes, ages: most + 1})
    assert refused.value.params == {"most": most}
    assert refused.value.errors[0].pointer == f"/nursery/{ages}"


def test_other_nurseries_have_no_such_limit(call: Caller) -> None:
    assert submitted(call, kind="institutional", places_under_two=200)


def test_a_nursery_without_places_is_none(call: Caller) -> None:
    with pytest.raises(Invalid) as refused:
        submitted(call, places_under_two=0, places_two_to_four=0)
    assert refused.value.errors[0].code == "nursery_without_places"


@pytest.mark.parametrize(
    ("method", "actor"),
    [
        ("submit_application", INSPECTOR),
        ("check_application", CLERK),
        ("approve_application", INSPECTOR),
        ("reject_application", CLERK),
    ],
)
def test_each_step_belongs_to_a_role(call: Caller, method: str, actor: Any) -> None:
    application_id = submitted(call)
    request: dict[str, Any] = {"application_id": application_id}
    if method == "submit_application":
        request = an_application()
    elif method == "check_application":
        request |= {"outcome": "passed", "findings": "كشف"}
    elif method == "reject_application":
        request |= REJECTION
    with pytest.raises(Forbidden, match="licensing_role_may_not"):
        call(actor, method, request)


def test_staff_act_in_their_own_governorates_only(call: Caller) -> None:
    elsewhere = somebody("clerk-2", "clerk", "inspector", "supervisor", governorates=("JO-IR",))
    with pytest.raises(Forbidden, match="licensing_not_yours"):
        call(elsewhere, "submit_application", an_application())
    application_id = checked(call)
    with pytest.raises(Forbidden, match="licensing_not_yours"):
        approve(call, application_id, elsewhere)


def test_a_repeated_command_has_one_effect_and_the_same_answer(
    call: Caller, database: MemoryDatabase
) -> None:
    first = call(CITIZEN, "submit_application", an_application(), key="again")
    assert call(CITIZEN, "submit_application", an_application(), key="again") == first
    assert len(database.collections["applications"]) == 1


def test_a_decision_on_an_old_version_is_stale(call: Caller) -> None:
    application_id = checked(call)
    with pytest.raises(Stale):
        call(SUPERVISOR, "approve_application", {"application_id": application_id}, version=2)


@pytest.mark.parametrize("method", ["approve_application", "check_application"])
def test_staff_of_another_governorate_learn_no_version(call: Caller, method: str) -> None:
    application_id = checked(call)
    request: dict[str, str] = {"application_id": application_id}
    person = SUPERVISOR
    if method == "check_application":
        request, person = {**request, "outcome": "passed", "findings": "x"}, INSPECTOR
    elsewhere = replace(person, governorates=frozenset({"JO-IR"}))
    with pytest.raises(Forbidden):
        call(elsewhere, method, request, version=999)


def test_an_unknown_application_is_not_found(call: Caller) -> None:
    with pytest.raises(NotFound, match="application_not_found"):
        approve(call, "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11")
