"""Enrolments' life: reviewed, reassessed, suspended, resumed, ended."""

from __future__ import annotations

from typing import Any

from chassis.context import Actor
from services.registry.app.programmes.commands import Reassess
from tests.support.programmes import CASEWORKER, OTHER_SUPERVISOR, SUPERVISOR, Assessed, Office
from tests.support.registry import CLERK, command_of
from tests.unit.registry.programmes.test_programmes import refuses

RECOMPUTATION = Actor.system("registry.work")


def standing(office: Office, enrolment: dict[str, Any]) -> dict[str, Any]:
    return office.do("get_enrolment", CLERK, enrolment_id=enrolment["id"])


def recomputed(office: Office, enrolment: dict[str, Any], **assessed: Any) -> dict[str, Any]:
    """What an approved recomputation does to an enrolment."""
    office.assessor.otherwise = Assessed(**assessed)  # type: ignore[attr-defined]  # the fake
    with command_of(RECOMPUTATION):
        view: dict[str, Any] = office.registry.programmes.enrolments.reassess(
            Reassess(enrolment["id"]), RECOMPUTATION
        )
    return view


def test_a_reassessment_that_changes_nothing_is_told_to_nobody(office: Office) -> None:
    enrolment = office.approved(office.programme())
    assert recomputed(office, enrolment, score=12.0)["version"] == enrolment["version"]


def test_another_amount_is_applied_and_the_decision_of_before_is_kept(office: Office) -> None:
    enrolment = office.approved(office.programme())
    after = recomputed(office, enrolment, amount_fils=54_000, rules_version="2026-12-01")
    assert (after["status"], after["amount_fils"]) == ("active", 54_000)
    assert after["decision"] == enrolment["decision"]
    assert after["version"] == enrolment["version"] + 1


def test_who_is_no_longer_entitled_exits_with_a_reason(office: Office) -> None:
    enrolment = office.approved(office.programme())
    after = recomputed(office, enrolment, eligible=False, amount_fils=None)
    assert after["status"] == "exited"
    assert after["course"][-1]["reason"]["code"] == "no_longer_entitled"


def test_a_supervisor_who_prepared_does_not_review_alone(office: Office) -> None:
    asked = office.applied(office.programme(), actor=SUPERVISOR)["id"]
    office.do("assess_enrolment", CASEWORKER, enrolment_id=asked)
    office.do("approve_enrolment", OTHER_SUPERVISOR, enrolment_id=asked)
    refuses(office, "same_person_decides", "reassess_enrolment", SUPERVISOR, enrolment_id=asked)


def test_a_review_is_announced_called_and_done(office: Office, days: Any) -> None:
    enrolment = office.approved(office.programme(review_every_months=1))
    assert enrolment["review_on"] == "2026-12-22"
    days.pass_by(16)
    told = [each["type"] for each in events(office, enrolment)]
    assert told[-1] == "kanaf.registry.enrolment.review_announced.v1"
    days.pass_by(14)
    assert standing(office, enrolment)["review_called"] is True
    due = office.do("find_enrolments", CLERK, review="due")["items"]
    assert [each["id"] for each in due] == [enrolment["id"]]
    reviewed = office.do("reassess_enrolment", SUPERVISOR, enrolment_id=enrolment["id"])
    assert (reviewed["review_called"], reviewed["review_on"]) == (False, "2027-01-22")


def test_a_suspension_ends_as_its_reason_says_when_nobody_acts(office: Office, days: Any) -> None:
    to = office.programme()
    leaving, staying = office.approved(to), office.approved(to)
    for each, reason in ((leaving, "documents_expired"), (staying, "facts_in_question")):
        request = {"enrolment_id": each["id"], "reason_code": reason, "until": "2026-11-25"}
        office.do("suspend_enrolment", CASEWORKER, **request)
    days.pass_by(3)
    assert standing(office, leaving)["status"] == standing(office, staying)["status"] == "suspended"
    days.pass_by(1)
    assert standing(office, leaving)["status"] == "exited"
    assert standing(office, staying)["status"] == "active"


def test_a_suspension_lasts_no_longer_than_its_reason_allows(office: Office) -> None:
    request = {
        "enrolment_id": office.approved(office.programme())["id"],
        "reason_code": "not_found_at_home",
    }
    late = {**request, "until": "2027-01-22"}
    refuses(office, "suspended_too_long", "suspend_enrolment", CASEWORKER, **late)
    suspended = office.do("suspend_enrolment", CASEWORKER, **request)
    assert suspended["suspension"]["until"] == "2027-01-21"


def test_a_suspended_benefit_goes_on_by_a_supervisors_word(office: Office) -> None:
    enrolment = office.approved(office.programme())
    request = {"enrolment_id": enrolment["id"], "reason_code": "own_request"}
    office.do("suspend_enrolment", CASEWORKER, **request)
    refuses(
        office, "enrolment_not_yours", "resume_enrolment", CASEWORKER, enrolment_id=enrolment["id"]
    )
    resumed = office.do("resume_enrolment", SUPERVISOR, enrolment_id=enrolment["id"])
    assert (resumed["status"], resumed["suspension"]) == ("active", None)


def test_what_has_ended_cannot_go_on(office: Office) -> None:
    enrolment = office.approved(office.programme())["id"]
    end = {"enrolment_id": enrolment, "outcome": "graduated", "reason_code": "employed"}
    assert office.do("end_enrolment", SUPERVISOR, **end)["status"] == "graduated"
    suspend = {"enrolment_id": enrolment, "reason_code": "own_request"}
    refuses(office, "step_not_possible", "suspend_enrolment", CASEWORKER, **suspend)
    refuses(office, "step_not_possible", "end_enrolment", SUPERVISOR, **end)


def test_an_exit_needs_a_reason_of_the_list(office: Office) -> None:
    end = {
        "enrolment_id": office.approved(office.programme())["id"],
        "outcome": "exited",
        "reason_code": "self_reliant",
    }
    refuses(office, "programme_reason_unknown", "end_enrolment", SUPERVISOR, **end)


def events(office: Office, enrolment: dict[str, Any]) -> list[dict[str, Any]]:
    """What was told of an enrolment so far."""
    assert office.memory is not None
    pending: list[dict[str, Any]] = office.memory.collections["enrolments"][enrolment["id"]][
        "pending"
    ]
    return pending


def test_what_is_told_of_aid_names_no_amount_and_no_finding(office: Office) -> None:
    asked = office.applied(office.programme(visit_required=True))
    visit = {"visited_on": "2026-11-21", "findings": "لا دخل ثابت"}
    office.do("record_application_visit", CASEWORKER, enrolment_id=asked["id"], **visit)
    office.do("assess_enrolment", CASEWORKER, enrolment_id=asked["id"])
    office.do("approve_enrolment", SUPERVISOR, enrolment_id=asked["id"])
    told = events(office, asked)
    assert {each["dataclassification"] for each in told} == {"protected"}
    assert all(secret not in str(told) for secret in ("86600", "لا دخل ثابت", "61.5"))
