"""The holder of a licence has died: an heir asks for it, and learns nothing of it beforehand."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden
from services.licensing.domain.licences.licence import Licence
from tests.support.applying import APPLICANT, CITIZEN, CLERK, SUPERVISOR, open_steps
from tests.support.calling import Caller, somebody
from tests.support.sample_parts import Answers
from tests.support.service_samples import sound_answers
from tests.support.services import HEIR, SAMPLED_ON, Window, every_service, papers_of

OTHERWHERE = somebody("supervisor-9", "supervisor", governorates=("JO-IR",))
CLERK_THERE = somebody("clerk-9", "clerk", centre="irbid-1", governorates=("JO-IR",))
DEATH = "licence.holder_death"
WORDS = {"reason_code": "other", "text": {"ar": "مخالفات جسيمة."}}


def asked_about(number: str, **other: Any) -> Answers:
    return {**sound_answers(DEATH, lambda _: number, SAMPLED_ON), **other}


def filed(window: Window, answers: Answers, **rest: Any) -> dict[str, Any]:
    """Handed in by an heir, whose licence it is not."""
    request = window.request(DEATH, answers, **rest)
    made = window.call(HEIR, "draft_application", request)
    return window.call(HEIR, "submit_application", {"application_id": made["id"]})


def decided(window: Window, application: dict[str, Any]) -> dict[str, Any]:
    window.led(application["id"])
    return window.call(SUPERVISOR, "approve_application", {"application_id": application["id"]})


def told_by(application: dict[str, Any]) -> dict[str, Any]:
    """All that an applicant reads, but for what is each application's own."""
    own = ("id", "version", "answers", "submitted_at", "timeline")
    return {name: said for name, said in application.items() if name not in own}


def fault(window: Window, application: dict[str, Any]) -> tuple[str, str]:
    """Why it cannot be granted, as its supervisor is told."""
    with pytest.raises(Conflict, match="licence_not_fit") as refused:
        decided(window, application)
    (error,) = refused.value.errors
    return error.pointer, error.params["fault"]


@pytest.fixture
def number(window: Window) -> str:
    return window.number_of("nursery.first_licence")


def licence_of(window: Window, number: str) -> dict[str, Any]:
    (found,) = window.call(SUPERVISOR, "search_licences", {"number": number})["items"]
    return dict(found)


def test_an_heir_comes_to_hold_it_with_its_number_and_term(window: Window, number: str) -> None:
    before = window.licence(licence_of(window, number)["id"])
    application = decided(window, filed(window, asked_about(number)))
    licence: Licence = window.licence(application["decision"]["result_id"])
    assert application["licence_id"] == licence.id == before.id
    assert (licence.number, licence.term) == (before.number, before.term)
    assert licence.owners == {f"national:{HEIR.national_number}"}
    assert window.call(HEIR, "show_licence", {"licence_id": licence.id})
    with pytest.raises(Forbidden, match="licensing_not_yours"):
        window.call(CITIZEN, "show_licence", {"licence_id": licence.id})


def test_an_heir_who_does_not_come_to_hold_it_hears_that_it_was_approved(
    window: Window, number: str, database: MemoryDatabase
) -> None:
    sister = {"new_holder_name": "هند سليم حداد", "new_holder_national_number": "9882012345"}
    application = decided(window, filed(window, asked_about(number, **sister)))
    told = database.collections["applications"][application["id"]]["pending"]
    reached = [
        (each["data"]["party"].partition("/")[0], each["data"]["name"])
        for each in told
        if "contact_recorded" in each["type"]
    ]
    assert reached == [
        ("licensing.application", "رنا سليم حداد"),
        ("licensing.holder", "هند سليم حداد"),
    ]
    (approved,) = (each["data"] for each in told if ".approved." in each["type"])
    assert approved["licence_changed"] is False


def test_whoever_names_a_number_learns_nothing_by_it(window: Window, number: str) -> None:
    """Of one that is theirs to inherit no more than of one that nobody has, that is suspended, that
    is for something else, or whose holder is another."""
    suspended = window.number_of("nursery.first_licence")
    of_it = {"licence_id": licence_of(window, suspended)["id"]}
    window.call(SUPERVISOR, "suspend_licence", {**of_it, **WORDS})
    other = window.number_of("practice.support_licence")
    seen = told_by(filed(window, asked_about(number)))
    assert seen["licence_id"] is None
    assert seen["place"] == {"governorate": "JO-AM", "district": None, "details": None}
    for each in ("NUR-2026-009999", suspended, other):
        assert told_by(filed(window, asked_about(each))) == seen, each
    stranger = asked_about(number, deceased_national_number="9802054321")
    assert told_by(filed(window, stranger)) == seen


def test_what_the_holder_did_not_hold_is_given_to_nobody(window: Window, number: str) -> None:
    unknown = filed(window, asked_about("NUR-2026-009999"))
    assert fault(window, unknown) == ("/answers/licence_number", "no_such_licence")
    stranger = filed(window, asked_about(number, deceased_national_number="9802054321"))
    assert fault(window, stranger) == ("/answers/deceased_national_number", "not_held_by")
    assert licence_of(window, number)["state"] == "valid"


def test_it_is_decided_where_the_place_is(window: Window, number: str) -> None:
    application = filed(window, asked_about(number), governorate="JO-IR")
    asked = {"application_id": application["id"]}
    for step in ("completeness", "death_confirmed", "consent_confirmed"):
        window.call(CLERK_THERE, "find_complete", {**asked, "step": step})
    reviewed = {**asked, "step": "meanwhile", "positive": True}
    window.call(CLERK_THERE, "review_application", reviewed)
    with pytest.raises(Conflict, match="licence_not_fit") as refused:
        window.call(OTHERWHERE, "approve_application", asked)
    (error,) = refused.value.errors
    assert (error.pointer, error.params["fault"]) == ("/governorate", "elsewhere")


def test_what_a_company_holds_is_not_inherited(window: Window, call: Caller) -> None:
    entity = {"entity": {"name": "شركة البراعم", "registration_number": "12"}}
    answers = sound_answers("nursery.first_licence", window.number_of, SAMPLED_ON)
    papers = window.request("nursery.first_licence", answers, applicant={**APPLICANT, **entity})
    made = call(CITIZEN, "draft_application", papers)
    call(CITIZEN, "submit_application", {"application_id": made["id"]})
    window.led(made["id"])
    issued = call(SUPERVISOR, "approve_application", {"application_id": made["id"]})
    application = filed(window, asked_about(issued["decision"]["number"]))
    assert fault(window, application)[1] == "not_held_by"


def test_without_the_agreement_of_all_heirs_it_is_not_taken(window: Window, number: str) -> None:
    with pytest.raises(Conflict, match="service_barred"):
        filed(window, asked_about(number, all_agree=False))


def test_the_dead_neither_apply_nor_hold_it_any_more(window: Window, number: str) -> None:
    dead = asked_about(number)["deceased_national_number"]
    with pytest.raises(Conflict) as refused:
        filed(window, asked_about(number, new_holder_national_number=dead))
    (error,) = refused.value.errors
    held = ("/answers/new_holder_national_number", "answer_of_former_holder")
    assert (error.pointer, error.code) == held
    request = window.request(DEATH, asked_about(number), applicant=APPLICANT)
    made = window.call(CITIZEN, "draft_application", request)
    with pytest.raises(Conflict) as refused:
        window.call(CITIZEN, "submit_application", {"application_id": made["id"]})
    (error,) = refused.value.errors
    applies = ("/applicant/national_number", "answer_of_former_holder")
    assert (error.pointer, error.code) == applies


def test_nobody_takes_it_without_a_death_that_is_confirmed(window: Window, number: str) -> None:
    application = filed(window, asked_about(number))
    service = every_service()[DEATH]
    wanted = {"death_certificate", "certificate_of_heirs", "agreement", "identity"}
    assert wanted < set(papers_of(service, application["answers"]))
    assert open_steps(application) == {"completeness", "meanwhile"}, "who is there comes first"
    seen = window.led(application["id"], but=("death_confirmed", "decision"))
    assert open_steps(seen) == {"death_confirmed"}
    with pytest.raises(Conflict, match="application_not_ready"):
        window.call(SUPERVISOR, "approve_application", {"application_id": application["id"]})


def test_who_passed_it_on_before_they_died_held_it_no_more(window: Window, number: str) -> None:
    waits = filed(window, asked_about(number))
    sold = sound_answers("licence.change_of_holder", lambda _: number, SAMPLED_ON)
    window.approved("licence.change_of_holder", sold)
    assert fault(window, waits)[1] == "not_held_by"


def test_a_clerk_hands_it_in_for_an_heir(window: Window, number: str) -> None:
    request = window.request(DEATH, asked_about(number))
    made = window.call(CLERK, "draft_application", request)
    handed_in = window.call(CLERK, "submit_application", {"application_id": made["id"]})
    assert handed_in["licence_id"] is None
