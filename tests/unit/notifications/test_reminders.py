"""Applicants, and who acts for them, are told what concerns them; the office's own is not told."""

from __future__ import annotations

import re
from typing import Any

import pytest

from services.notifications.domain.contact import Channel, Contact
from tests.support.notifications import Office, a_contact, an_event

APPLICATION = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e01"
APPLICANT = a_contact(party=f"licensing.application/{APPLICATION}")
DELEGATE = a_contact(
    party=f"licensing.delegate/{APPLICATION}", mobile="+962797654321", email=None, language="en"
)


def sent(*contacts: Contact, name: str, **data: Any) -> dict[str, str]:
    """What is written to which number about an event of an application."""
    office = Office()
    for each in contacts:
        office.notify.record_contact(each)
    whose = {"application_id": APPLICATION, "delegate_id": None, "about_id": APPLICATION}
    office.notify.tell(an_event(name, {**whose, **data}, subject=APPLICATION))
    office.deliver(Channel.SMS)
    return {address: text.body for address, text in office.sms.taken.values()}


@pytest.mark.parametrize(
    ("step", "language", "says"),
    [
        ("fee", "ar", "لدفع رسم طلبكم"),
        ("fee", "en", "to pay the fee"),
        ("draft", "ar", "بدأتم طلباً لم تقدموه"),
        ("draft", "en", "have not handed it in"),
        (None, "ar", "لاستكمال طلبكم"),
        (None, "en", "to complete your application"),
    ],
)
def test_an_applicant_is_reminded_of_a_fee_and_of_a_completion(
    step: str | None, language: str, says: str
) -> None:
    due = {"step": step, "due_on": "2026-12-22", "days": 3, "waits_for": "applicant"}
    contact = a_contact(party=APPLICANT.party, language=language)
    (text,) = sent(contact, name="licensing.application.deadline_near", **due).values()
    assert says in text
    assert re.search("2026", text)


@pytest.mark.parametrize("turn", [{"waits_for": "office"}, {}])
def test_what_the_office_is_to_do_is_told_to_nobody(turn: dict[str, str]) -> None:
    due = {"step": "completeness", "due_on": "2026-12-22", "days": 1, **turn}
    assert sent(APPLICANT, DELEGATE, name="licensing.application.deadline_near", **due) == {}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("submitted", {}),
        ("returned", {"complete_by": "2026-12-22"}),
        ("step_done", {"finding": "failed"}),
        ("step_done", {"finding": "refused"}),
        ("deadline_near", {"waits_for": "applicant", "step": "fee", "due_on": "2026-12-22"}),
        ("approved", {"licence_changed": False}),
        ("rejected", {}),
        ("abandoned", {}),
        ("appeal_answered", {}),
        ("appeal_answered", {"goes_on": True}),
    ],
)
def test_a_delegate_is_told_in_their_own_language(name: str, data: dict[str, Any]) -> None:
    event = f"licensing.application.{name}"
    alone = sent(APPLICANT, DELEGATE, name=event, **data)
    assert alone.keys() == {APPLICANT.mobile}
    both = sent(APPLICANT, DELEGATE, name=event, **{**data, "delegate_id": APPLICATION})
    assert both.keys() == {APPLICANT.mobile, DELEGATE.mobile}
    assert re.search("[a-z]{4}", both[str(DELEGATE.mobile)])
    assert both[str(APPLICANT.mobile)] == alone[str(APPLICANT.mobile)]


def test_of_a_licence_the_applicant_hears_by_the_licence_and_the_delegate_that_it_is_done() -> None:
    approved = {"licence_changed": True, "delegate_id": APPLICATION}
    told = sent(APPLICANT, DELEGATE, name="licensing.application.approved", **approved)
    assert told.keys() == {DELEGATE.mobile}


@pytest.mark.parametrize("finding", ["complete", "paid", "given", "recommended", "passed"])
def test_of_a_step_that_is_done_nobody_is_told(finding: str) -> None:
    assert sent(APPLICANT, name="licensing.application.step_done", finding=finding) == {}


@pytest.mark.parametrize("what", ["surplus", "refunded"])
def test_whose_money_is_given_back_is_told(what: str) -> None:
    money = {"reference": "2026000000181", "amount_fils": 25_500}
    (text,) = sent(APPLICANT, name=f"licensing.payment.{what}", **money).values()
    assert "25.5" in text
    assert "2026000000181" in text


@pytest.mark.parametrize("what", ["accepted", "overdue"])
def test_what_becomes_of_a_correction_is_told_with_the_application(what: str) -> None:
    name = f"licensing.corrective_action.{what}"
    assert len(sent(APPLICANT, name=name, about_kind="application")) == 1
    assert sent(APPLICANT, name=name, about_kind="licence") == {}
