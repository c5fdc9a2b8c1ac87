"""Who has the next move is reminded of it, until it is made, and never of what is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chassis.clock import FixedClock
from chassis.context import Actor, Command, Context, use
from chassis.documents.memory import MemoryDatabase
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.app.licensing import Licensing
from services.licensing.domain.catalogue.service import Effect
from services.licensing.domain.catalogue.steps import StepKind
from tests.support.applying import (
    CITIZEN,
    CLERK,
    HOME_NURSERY,
    SUPERVISOR,
    a_nursery,
    paid,
    paper,
    ready,
    rejected,
    submitted,
)
from tests.support.calling import Caller, somebody
from tests.support.services import Window, every_service

Advance = Callable[[int], None]
CONTACT = {"mobile": "0797654321", "email": None, "language": "en"}
DELEGATE = somebody("delegate-1", "citizen", governorates=(), national_number="9892054321")


def told(database: MemoryDatabase, *types: str) -> list[dict[str, Any]]:
    """The data of what was told of these types, in order."""
    return [
        event["data"]
        for document in database.collections[APPLICATIONS.collection].values()
        for event in document["pending"]
        if event["type"].split(".")[3] in types
    ]


def reminders(database: MemoryDatabase) -> list[tuple[str | None, int]]:
    """Of what the applicant was reminded, and how many days before."""
    return [
        (each["step"], each["days"])
        for each in told(database, "deadline_near")
        if each["waits_for"] == "applicant"
    ]


def test_who_began_and_did_not_hand_in_is_reminded_once_before_the_draft_goes(
    call: Caller, advance: Advance, database: MemoryDatabase
) -> None:
    call(CITIZEN, "draft_application", a_nursery(HOME_NURSERY))
    advance(75)
    assert told(database, "contact_recorded", "deadline_near") == []
    advance(1)
    contact, near = told(database, "contact_recorded", "deadline_near")
    assert contact["party"] == f"licensing.application/{near['application_id']}"
    assert (near["step"], near["days"], near["waits_for"]) == ("draft", 14, "applicant")
    advance(20)
    assert len(told(database, "contact_recorded", "deadline_near")) == 2
    assert len(told(database, "abandoned")) == 1


def test_a_draft_that_is_handed_in_is_not_reminded_of(
    call: Caller, advance: Advance, database: MemoryDatabase
) -> None:
    submitted(call)
    advance(80)
    assert "draft" not in {each["step"] for each in told(database, "deadline_near")}


def billed(call: Caller) -> str:
    """The id of an application of which the fee is to be paid."""
    application_id = submitted(call)
    call(CLERK, "find_complete", {"application_id": application_id, "step": "completeness"})
    return application_id


def returned(call: Caller) -> str:
    application_id = submitted(call)
    asks = [{"pointer": "/papers/plan", "text": {"ar": "المخطط غير واضح."}}]
    asked = {"application_id": application_id, "step": "completeness", "asks": asks}
    call(CLERK, "return_application", asked)
    return application_id


def test_the_applicant_is_reminded_of_a_fee_and_the_office_of_its_own(
    call: Caller, database: MemoryDatabase, advance: Advance
) -> None:
    application_id = submitted(call)
    advance(8)
    assert told(database, "deadline_near")[0]["waits_for"] == "office"
    call(CLERK, "find_complete", {"application_id": application_id, "step": "completeness"})
    advance(30)
    assert reminders(database) == [("fee", 3)]
    assert call(CITIZEN, "get_application", {"application_id": application_id})["state"] == (
        "abandoned"
    )


def test_nobody_is_reminded_of_a_fee_that_is_paid(
    call: Caller, licensing: Licensing, database: MemoryDatabase, advance: Advance
) -> None:
    paid(licensing, billed(call))
    advance(60)
    assert reminders(database) == []


def test_the_applicant_is_reminded_to_complete_until_it_is_completed(
    call: Caller, database: MemoryDatabase, advance: Advance
) -> None:
    returned(call)
    completed = returned(call)
    call(CITIZEN, "resubmit_application", {"application_id": completed})
    advance(90)
    assert reminders(database) == [(None, 5)], "of the one that was not completed"


def test_after_the_decision_nobody_is_reminded(
    call: Caller, database: MemoryDatabase, advance: Advance
) -> None:
    for application_id in (billed(call), returned(call)):
        rejected(call, application_id)
    call(CITIZEN, "withdraw_application", {"application_id": billed(call)})
    advance(90)
    assert reminders(database) == []


def test_after_a_downtime_nobody_is_reminded_of_what_is_over(
    call: Caller, licensing: Licensing, database: MemoryDatabase, clock: FixedClock
) -> None:
    application_id = billed(call)
    clock.at = clock.at.replace(year=2027)
    for timer in ("step.fee!3", "step.fee"):
        context = Context(Actor.system("timers"), command=Command(timer, timer))
        with use(context):
            licensing.applications.deciding.fall_due(application_id, timer)
    assert reminders(database) == []
    asked = {"application_id": application_id}
    assert call(CITIZEN, "get_application", asked)["state"] == "abandoned"


def test_every_fee_and_completion_of_every_service_is_reminded_of() -> None:
    for service in every_service().values():
        assert service.completion.warn, service.code
        for step in service.steps:
            if step.kind is StepKind.PAYMENT and step.term is not None:
                assert step.term.warn, service.code


def test_a_delegate_who_says_how_is_told_beside_the_applicant(
    call: Caller, database: MemoryDatabase, advance: Advance
) -> None:
    delegate = {"name": "سليم حداد", "national_number": DELEGATE.national_number}
    request = a_nursery()
    request["delegate"] = {**delegate, "document_id": paper("authorisation")}
    quiet = call(DELEGATE, "draft_application", request)["id"]
    request["delegate"] = {**request["delegate"], "contact": CONTACT}
    reached = call(DELEGATE, "draft_application", request)["id"]
    for each in (quiet, reached):
        call(DELEGATE, "submit_application", {"application_id": each})
    parties = [each["party"] for each in told(database, "contact_recorded")]
    assert sorted(parties) == sorted(
        [
            f"licensing.application/{quiet}",
            f"licensing.application/{reached}",
            f"licensing.delegate/{reached}",
        ]
    )
    heard = {each["application_id"]: each["delegate_id"] for each in told(database, "submitted")}
    assert heard == {quiet: None, reached: reached}


def test_an_approval_says_whether_a_licence_tells_of_it(
    call: Caller, licensing: Licensing, window: Window, database: MemoryDatabase
) -> None:
    call(
        SUPERVISOR,
        "approve_application",
        {"application_id": ready(call, licensing, a_nursery(HOME_NURSERY))},
    )
    assert [each["licence_changed"] for each in told(database, "approved")] == [True]
    code = "place.complaint"
    assert every_service()[code].outcome.effect is Effect.INSPECT
    complaint = window.approved(code, window.answers(code))["id"]
    changed = {
        each["application_id"]: each["licence_changed"] for each in told(database, "approved")
    }
    assert changed[complaint] is False
