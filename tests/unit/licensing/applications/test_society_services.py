"""What is particular to the services for societies and unions: founders, bodies, silence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.adapters.between.associations import association_of
from tests.support.applying import CITIZEN, CLERK, SUPERVISOR
from tests.support.calling import Caller, somebody
from tests.support.sample_parts import people, society
from tests.support.services import Told, Window, every_service, faults, refused


def pending(database: MemoryDatabase, what: str) -> list[dict[str, Any]]:
    """What waits to be told of applications, of this type, in order."""
    return [
        event["data"]
        for document in database.collections[APPLICATIONS.collection].values()
        for event in document["pending"]
        if event["type"].split(".")[3] == what
    ]


@pytest.mark.parametrize(
    ("kind", "founders", "fault"),
    [
        ("ordinary", 6, "answer_below_limit"),
        ("private", 2, "answer_below_limit"),
        ("private", 21, "answer_above_limit"),
        ("closed", 0, "answer_below_limit"),
    ],
)
def test_a_society_has_the_founders_that_the_law_wants(
    kind: str, founders: int, fault: str, window: Window
) -> None:
    refusal = refused(window, "society.registration", society(kind, founders))
    assert faults(refusal) == {("/answers/founders", fault)}
    if kind != "closed":
        (error,) = refusal.errors
        assert "founders" in error.params["because"]["en"]


@pytest.mark.parametrize(("kind", "founders"), [("private", 3), ("private", 20), ("closed", 1)])
def test_so_many_founders_are_enough(kind: str, founders: int, window: Window) -> None:
    assert window.filed("society.registration", society(kind, founders))


def test_founders_are_different_people_who_were_born(window: Window) -> None:
    answers = society("ordinary", 7)
    answers["founders"][6] = {**people(1)[0], "birth_date": "2030-01-01"}
    assert faults(refused(window, "society.registration", answers)) == {
        ("/answers/founders/6/national_number", "row_value_twice"),
        ("/answers/founders/6/birth_date", "answer_not_past"),
    }


@pytest.mark.parametrize(("born", "fits"), [("2008-11-22", True), ("2008-11-23", False)])
def test_no_child_founds_a_society(born: str, fits: bool, window: Window) -> None:
    answers = society("ordinary", 7)
    answers["founders"][6] = {**answers["founders"][6], "birth_date": born}
    if fits:
        assert window.filed("society.registration", answers)
        return
    assert faults(refused(window, "society.registration", answers)) == {
        ("/answers/founders/6/birth_date", "answer_too_recent")
    }


def test_the_competent_ministry_follows_from_the_goal_and_is_asked(window: Window) -> None:
    answers = {**society("ordinary", 7), "main_goal": "environment"}
    application_id = window.filed("society.registration", answers)
    application = window.led(application_id, but=("registry_review", "opinion_environment"))
    taken = {each["code"] for each in application["steps"] if each["progress"] != "skipped"}
    assert taken == {"completeness", "opinion_environment", "registry_review", "decision"}
    window.led(application_id)
    approved = window.call(SUPERVISOR, "approve_application", {"application_id": application_id})
    facts = window.licence(approved["decision"]["result_id"]).grant.licensed.facts
    assert ("competent_ministry", "Ministry of Environment") in {
        (each.code, each.value.en) for each in facts
    }
    service = every_service()["society.registration"]
    assert service.follows("competent_ministry", answers) == "environment"


def test_sixty_days_of_silence_register_a_society_after_warnings(
    window: Window, told: Told, database: MemoryDatabase
) -> None:
    application_id = window.filed("society.registration", society("ordinary", 7))
    asked = {"application_id": application_id}
    window.advance(60)
    near = [
        each["days"]
        for each in pending(database, "deadline_near")
        if each["step"] is None and each["application_id"] == application_id
    ]
    assert near == [30, 14, 5], "early enough to decide"
    application = window.call(CITIZEN, "get_application", asked)
    assert (application["state"], application["due_on"]) == ("in_progress", "2027-01-21")
    window.advance(2)
    application = window.call(CITIZEN, "get_application", asked)
    assert application["state"] == "approved"
    assert application["decision"]["silent"]
    assert application["decision"]["number"] == "SOC-2027-000001"
    assert [what for what, _, _ in told.registered] == ["society"]


def test_a_branch_is_not_registered_by_silence(window: Window) -> None:
    application_id = window.filed(
        "society.foreign_branch", window.answers("society.foreign_branch")
    )
    window.advance(70)
    application = window.call(CITIZEN, "get_application", {"application_id": application_id})
    assert (application["state"], application["late"]) == ("in_progress", True)


def test_a_permit_ends_after_the_months_asked_for(window: Window) -> None:
    code = "society.fundraising_permit"
    application = window.approved(code, window.answers(code))
    licence = window.licence(application["decision"]["result_id"])
    assert licence.term.expires_on is not None
    assert (licence.term.expires_on - licence.issued_on).days in range(89, 93)
    amount = next(each for each in licence.grant.licensed.facts if each.code == "amount_fils")
    assert amount.value.en == "JOD 5,000.000"


def test_a_society_that_is_suspended_meanwhile_is_given_no_permit(
    window: Window, call: Caller
) -> None:
    answers = window.answers("society.fundraising_permit")
    application_id = window.filed("society.fundraising_permit", answers)
    window.led(application_id)
    asked = {"application_id": application_id}
    licence_id = call(SUPERVISOR, "get_application", asked)["licence_id"]
    measure = {"association_id": association_of(licence_id), "reason": "خولف النظام."}
    call(SUPERVISOR, "take_association_measure", {**measure, "measure": "suspension"})
    with pytest.raises(Conflict, match="licence_not_fit"):
        call(SUPERVISOR, "approve_application", asked)
    call(SUPERVISOR, "take_association_measure", {**measure, "measure": "resumption"})
    assert call(SUPERVISOR, "approve_application", asked)["state"] == "approved"


def test_a_society_founds_a_union_once(window: Window) -> None:
    answers = window.answers("union.registration")
    answers["founder_societies"][4] = answers["founder_societies"][0]
    assert faults(refused(window, "union.registration", answers)) == {
        ("/answers/founder_societies/4/registration_number", "row_value_twice")
    }
    few = {**answers, "founder_societies": answers["founder_societies"][:4]}
    assert faults(refused(window, "union.registration", few)) == {
        ("/answers/founder_societies", "answer_below_limit")
    }


def test_a_body_that_says_no_keeps_a_society_from_being_approved(window: Window) -> None:
    answers = {**society("ordinary", 7), "main_goal": "health"}
    application_id = window.filed("society.registration", answers)
    asked = {"application_id": application_id}
    window.call(CLERK, "find_complete", {**asked, "step": "completeness"})
    ministry = replace(somebody("moh", "partner", governorates=()), partner="health")
    no = {"step": "opinion_health", "positive": False, "note": "الغايات تخالف قانون الصحة."}
    window.call(ministry, "answer_for_body", {**asked, **no})
    window.led(application_id)
    with pytest.raises(Conflict) as refusal:
        window.call(SUPERVISOR, "approve_application", asked)
    assert faults(refusal.value) == {("/steps/opinion_health", "step_hinders")}
    reason = {**asked, "reason_code": "goals_unlawful", "text": {"ar": "الغايات مخالفة للقانون."}}
    assert window.call(SUPERVISOR, "reject_application", reason)["state"] == "rejected"
