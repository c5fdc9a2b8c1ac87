"""Delegates apply about a licence that their principal holds, and see the least of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, NotFound
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.app.licensing import Licensing
from services.licensing.domain.catalogue.service import Effect, Party
from tests.support.applying import (
    APPLICANT,
    CITIZEN,
    CLERK,
    HOME_NURSERY,
    OTHER_CLERK,
    SUPERVISOR,
    inspected,
    reference_to,
)
from tests.support.applying import a_nursery as nursery
from tests.support.calling import Caller, somebody
from tests.support.documents import Counter
from tests.support.falling_due import fire_due
from tests.support.papers import drafted
from tests.support.services import every_service

DELEGATE = somebody("delegate-1", "citizen", governorates=(), national_number="9892054321")
STRANGER = somebody("stranger-1", "citizen", governorates=(), national_number="9882054321")
REPLACEMENT = "licence.replacement_certificate"
PLACE = {"governorate": "JO-AM", "district": "لواء ماركا", "details": "شارع الياسمين، 4"}


@dataclass
class Office:
    """A citizen who holds a licence, and who comes to act for them."""

    call: Caller
    licence: Mapping[str, Any]

    def authorisation(self, who: Actor = DELEGATE, **facts: Any) -> str:
        return Counter(self.call, who).ready(kind="authorisation", **facts)

    def request(self, document_id: str, **other: Any) -> dict[str, Any]:
        return {
            "service": REPLACEMENT,
            "applicant": APPLICANT,
            "delegate": {
                "name": "سليم حداد",
                "national_number": DELEGATE.national_number,
                "document_id": document_id,
            },
            "answers": {
                "licence_number": self.licence["number"],
                "why": "lost",
                "circumstances": "مع الحقيبة في الحافلة.",
            },
            "papers": {"declaration": [Counter(self.call, DELEGATE).ready(kind="declaration")]},
            "governorate": "JO-AM",
            **other,
        }

    def draft(self, who: Actor, request: Mapping[str, Any]) -> dict[str, Any]:
        return self.call(who, "draft_application", request)


def told(ask: Any) -> tuple[Any, ...]:
    """All that somebody is told who is refused."""
    with pytest.raises(Conflict) as refused:
        ask()
    error = refused.value
    return error.code, error.params, [(each.pointer, each.code) for each in error.errors]


@pytest.fixture
def office(call: Caller) -> Office:
    licensing: Licensing = call.service.application
    made = drafted(call, request=nursery({**HOME_NURSERY, "place": PLACE}))
    asked = {"application_id": made["id"]}
    call(CITIZEN, "submit_application", asked)
    application = call(CLERK, "find_complete", {**asked, "step": "completeness"})
    for each in application["steps"]:
        if each["kind"] == "approval" and each["progress"] == "open":
            call(CLERK, "answer_for_body", {**asked, "step": each["code"], "positive": True})
    inspected(licensing, made["id"])
    decision = call(SUPERVISOR, "approve_application", asked)["decision"]
    licence = call(CITIZEN, "show_licence", {"licence_id": decision["result_id"]})
    return Office(call, licence)


def test_a_delegate_applies_about_the_licence_of_who_sent_them(office: Office) -> None:
    made = office.draft(DELEGATE, office.request(office.authorisation()))
    assert made["licence_id"] == office.licence["id"]
    asked = {"application_id": made["id"]}
    handed_in = office.call(DELEGATE, "submit_application", asked)
    assert handed_in["state"] == "in_progress"
    assert office.call(CITIZEN, "get_application", asked)["id"] == made["id"]
    assert office.call(CLERK, "get_document", {"document_id": made["delegate"]["document_id"]})


def test_of_the_licence_a_delegate_sees_the_least(office: Office) -> None:
    made = office.draft(DELEGATE, office.request(office.authorisation()))
    assert made["place"] == {"governorate": "JO-AM", "district": None, "details": None}
    for method in ("show_licence", "get_certificate"):
        request = {"licence_id": office.licence["id"]}
        if method == "get_certificate":
            request["language"] = "ar"
        with pytest.raises(Forbidden, match="licensing_not_yours"):
            office.call(DELEGATE, method, request)
    assert office.call(DELEGATE, "search_licences", {})["items"] == []


def test_without_a_delegation_one_is_a_stranger(office: Office, clock: FixedClock) -> None:
    """Everybody is told the same, word for word, as of a licence that does not exist."""
    without = {**office.request(""), "delegate": None}
    answers = {**without["answers"], "licence_number": "NUR-2026-999999"}
    mine = {**APPLICANT, "national_number": STRANGER.national_number}
    nothing = told(
        lambda: office.draft(STRANGER, {**without, "applicant": mine, "answers": answers})
    )
    yesterday = clock.now().date().replace(day=clock.now().day - 1).isoformat()
    own, others = office.authorisation(), office.authorisation(STRANGER)
    over = office.authorisation(expires_on=yesterday)
    identity = Counter(office.call, DELEGATE).ready(kind="identity")
    for_another = {**APPLICANT, "national_number": "9802054321"}
    refused = {
        "a stranger": (STRANGER, {**without, "applicant": mine}),
        "in another's name": (STRANGER, without),
        "no such document": (DELEGATE, office.request("0197f3a2-5c1e-5b7a-9c55-2f6d1f0a9999")),
        "another's document": (DELEGATE, office.request(others)),
        "another's delegation": (STRANGER, office.request(own)),
        "of another principal": (DELEGATE, office.request(own, applicant=for_another)),
        "that is over": (DELEGATE, office.request(over)),
        "that is none": (DELEGATE, office.request(identity)),
        "without a number": (
            somebody("delegate-1", "citizen", governorates=()),
            office.request(own),
        ),
    }
    for what, (who, request) in refused.items():
        assert told(lambda who=who, request=request: office.draft(who, request)) == nothing, what


def test_a_delegation_that_is_used_already_serves_no_second_time(office: Office) -> None:
    used = office.authorisation()
    made = office.draft(DELEGATE, office.request(used))
    office.call(DELEGATE, "submit_application", {"application_id": made["id"]})
    code, params, _ = told(lambda: office.draft(DELEGATE, office.request(used)))
    assert (code, params["fault"]) == ("licence_not_fit", "unknown")


def test_a_delegation_that_ends_before_it_is_handed_in_is_over(
    office: Office, clock: FixedClock
) -> None:
    today = clock.now().date().isoformat()
    made = office.draft(DELEGATE, office.request(office.authorisation(expires_on=today)))
    clock.at = clock.at.replace(day=clock.at.day + 1)
    asked = {"application_id": made["id"]}
    for who, code in ((DELEGATE, "licence_not_fit"), (CLERK, "papers_missing")):
        with pytest.raises(Conflict, match=code):
            office.call(who, "submit_application", asked)


def test_a_delegate_whose_authorisation_has_ended_is_a_stranger(
    office: Office, clock: FixedClock, database: MemoryDatabase
) -> None:
    today = clock.now().date().isoformat()
    made = office.draft(DELEGATE, office.request(office.authorisation(expires_on=today)))
    asked = {"application_id": made["id"]}
    office.call(DELEGATE, "submit_application", asked)
    assert office.call(DELEGATE, "get_application", asked), "on its last day it holds"
    clock.at = clock.at.replace(day=clock.at.day + 1)
    fire_due(database, "applications", clock, {"due:": office.call.service.something_is_due})
    for method in ("get_application", "withdraw_application"):
        with pytest.raises(Forbidden, match="licensing_not_yours"):
            office.call(DELEGATE, method, asked)
    assert office.call(DELEGATE, "find_applications", {})["items"] == []
    application = office.call(CITIZEN, "get_application", asked)
    assert application["timeline"][-1]["what"] == "delegation_over"


def test_nor_does_what_belongs_to_it_show_anything_to_who_acted_for_somebody(
    office: Office, clock: FixedClock, database: MemoryDatabase
) -> None:
    today = clock.now().date().isoformat()
    paper = Counter(office.call, CITIZEN).ready(kind="declaration")
    request = office.request(office.authorisation(expires_on=today))
    made = office.draft(CITIZEN, {**request, "delegate": None, "papers": {"declaration": [paper]}})
    asked = {"application_id": made["id"]}
    office.call(CLERK, "fill_application", {**asked, **_filled(request, paper)})
    office.call(DELEGATE, "submit_application", asked)
    waits = office.call(CLERK, "find_complete", {**asked, "step": "completeness"})
    kept = (
        ("get_bill", {"bill_id": reference_to(waits, "payment")}),
        ("get_document", {"document_id": paper}),
    )
    for method, of_it in kept:
        assert office.call(DELEGATE, method, of_it), "on its last day it holds"
    clock.at = clock.at.replace(day=clock.at.day + 1)
    fire_due(database, "applications", clock, {"due:": office.call.service.something_is_due})
    for method, of_it in kept:
        with pytest.raises((Forbidden, NotFound)):
            office.call(DELEGATE, method, of_it)
        assert office.call(CITIZEN, method, of_it)


def _filled(request: Mapping[str, Any], paper: str) -> dict[str, Any]:
    kept = {name: said for name, said in request.items() if name != "service"}
    return {**kept, "papers": {"declaration": [paper]}}


def test_where_the_place_is_no_visit_tells_a_delegate(office: Office) -> None:
    wanted = office.request(
        office.authorisation(),
        service="nursery.amendment",
        answers={
            "licence_number": office.licence["number"],
            "changing": ["places"],
            "places_under_two": 4,
            "places_two_to_four": 6,
        },
        papers={},
    )
    made = office.draft(DELEGATE, wanted)
    papers = {
        each.code: [Counter(office.call, DELEGATE).ready(kind=each.kinds[0])]
        for each in every_service()["nursery.amendment"].papers_for(made["answers"])
        if each.required
    }
    asked = {"application_id": made["id"]}
    del wanted["service"]
    office.call(DELEGATE, "fill_application", {**asked, **wanted, "papers": papers})
    office.call(DELEGATE, "submit_application", asked)
    visited = office.call(CLERK, "find_complete", {**asked, "step": "completeness"})
    visit = {"inspection_id": reference_to(visited, "inspection")}
    with pytest.raises(Forbidden):
        office.call(DELEGATE, "get_inspection", visit)
    assert office.call(CITIZEN, "get_inspection", visit)["place"]["details"] == PLACE["details"]


def test_who_began_it_for_somebody_does_not_come_to_hold_it(call: Caller) -> None:
    """Also where who applies goes on without them: the login that filed it is not theirs."""
    licensing: Licensing = call.service.application
    delegate = {
        "name": "سليم حداد",
        "national_number": DELEGATE.national_number,
        "document_id": Counter(call, DELEGATE).ready(kind="authorisation"),
    }
    made = drafted(call, DELEGATE, {**nursery(HOME_NURSERY), "delegate": delegate})
    asked = {"application_id": made["id"]}
    alone = {name: made[name] for name in ("applicant", "answers", "papers")}
    call(CITIZEN, "fill_application", {**asked, **alone, "governorate": "JO-AM"})
    with pytest.raises(Forbidden, match="licensing_not_yours"):
        call(DELEGATE, "get_application", asked)
    call(CLERK, "submit_application", asked)
    application = call(OTHER_CLERK, "find_complete", {**asked, "step": "completeness"})
    for each in application["steps"]:
        if each["kind"] == "approval" and each["progress"] == "open":
            call(OTHER_CLERK, "answer_for_body", {**asked, "step": each["code"], "positive": True})
    inspected(licensing, made["id"])
    issued = call(SUPERVISOR, "approve_application", asked)["decision"]["result_id"]
    assert call(CITIZEN, "show_licence", {"licence_id": issued})
    with pytest.raises(Forbidden):
        call(DELEGATE, "show_licence", {"licence_id": issued})


def test_what_was_stored_before_knows_that_a_delegate_began_it(office: Office) -> None:
    made = office.draft(DELEGATE, office.request(office.authorisation()))
    kept = office.call.service.application.applications.drafting.applications.load(made["id"])
    state = APPLICATIONS.to_state(kept)
    del state["filing"]["delegate"]
    restored = APPLICATIONS.from_state(kept.id, kept.version, state)
    restored.content = replace(restored.content, delegate=None)
    assert restored.applicant_login is None


def test_a_clerk_hands_in_what_a_delegate_drafted(office: Office) -> None:
    made = office.draft(DELEGATE, office.request(office.authorisation()))
    asked = {"application_id": made["id"]}
    assert office.call(CLERK, "submit_application", asked)["state"] == "in_progress"


def test_a_licence_of_the_delegates_own_is_not_the_principals(office: Office) -> None:
    """Who acts for somebody applies about what that one holds."""
    principal = {**APPLICANT, "national_number": STRANGER.national_number}
    delegate = {
        "name": APPLICANT["name"],
        "national_number": CITIZEN.national_number,
        "document_id": office.authorisation(CITIZEN),
    }
    request = office.request("", applicant=principal, delegate=delegate)
    assert told(lambda: office.draft(CITIZEN, request))[0] == "licence_not_fit"


def test_what_a_delegate_applied_for_is_the_principals_alone(call: Caller) -> None:
    """A first licence: who filed it from home for somebody does not hold it."""
    licensing: Licensing = call.service.application
    request = nursery(HOME_NURSERY)
    delegate = {
        "name": "سليم حداد",
        "national_number": DELEGATE.national_number,
        "document_id": Counter(call, DELEGATE).ready(kind="authorisation"),
    }
    made = drafted(call, DELEGATE, {**request, "delegate": delegate})
    asked = {"application_id": made["id"]}
    call(DELEGATE, "submit_application", asked)
    application = call(CLERK, "find_complete", {**asked, "step": "completeness"})
    for each in application["steps"]:
        if each["kind"] == "approval" and each["progress"] == "open":
            call(CLERK, "answer_for_body", {**asked, "step": each["code"], "positive": True})
    inspected(licensing, made["id"])
    issued = call(SUPERVISOR, "approve_application", asked)["decision"]["result_id"]
    assert call(CITIZEN, "show_licence", {"licence_id": issued})
    with pytest.raises(Forbidden):
        call(DELEGATE, "show_licence", {"licence_id": issued})


def test_every_service_about_a_licence_is_for_delegates_too() -> None:
    """But for giving it away: that is asked by who holds it, not by who was sent."""
    for service in every_service().values():
        if service.about is not None:
            gives_away = service.outcome.effect in (Effect.SURRENDER, Effect.TRANSFER)
            assert (Party.DELEGATE in service.parties) != gives_away, service.code
