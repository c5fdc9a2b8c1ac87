"""Who acts for an applicant no more reads nothing of what they applied for: no bill, payment or
receipt, no visit, no paper but those that they sent themselves; with all areas as wired."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Forbidden, NotFound
from tests.support.applying import CITIZEN, CLERK, SUPERVISOR, a_nursery, inspected, reference
from tests.support.calling import Caller, somebody
from tests.support.documents import Counter
from tests.support.falling_due import fire_due
from tests.support.fees import PROVIDER, a_notice
from tests.support.papers import with_papers

NUMBER = "9892054321"
DELEGATE = somebody("delegate-1", "citizen", governorates=(), national_number=NUMBER)
BY_LOGIN = somebody("delegate-1", "citizen", governorates=())
OTHER_NUMBER = "9892054399"
OTHER = somebody("delegate-2", "citizen", governorates=(), national_number=OTHER_NUMBER)


class Matter:
    """An application that a delegate filed, whose fee they paid and for which a visit is made."""

    def __init__(self, call: Caller, clock: FixedClock, database: MemoryDatabase) -> None:
        self.call, self.clock, self.database = call, clock, database
        until = (clock.now() + timedelta(days=3)).date().isoformat()
        self.request = with_papers(a_nursery(), Counter(call, DELEGATE))
        del self.request["service"]
        self.filled = self.through(DELEGATE, until)
        service = "nursery.first_licence"
        made = call(DELEGATE, "draft_application", {"service": service, **self.filled})
        self.id, self.asked = made["id"], {"application_id": made["id"]}
        call(DELEGATE, "submit_application", self.asked)
        call(CLERK, "find_complete", {**self.asked, "step": "completeness"})
        self.bill = {"bill_id": reference(call.service.application, self.id, "fee")}
        notice = a_notice(call(DELEGATE, "get_bill", self.bill))
        assert call(PROVIDER, "receive_payment_notice", notice)["outcome"] == "paid"
        (payment,) = call(CLERK, "find_bill_payments", {})["items"]
        self.payment = {"payment_id": payment["id"]}
        visit = reference(call.service.application, self.id, "inspection")
        self.visit = {"inspection_id": visit}

    def through(self, who: Actor | None, until: str | None = None) -> dict[str, Any]:
        """The same request, through this delegate or through nobody."""
        if who is None:
            return {**self.request, "delegate": None}
        facts = {} if until is None else {"expires_on": until}
        paper = Counter(self.call, who).ready(kind="authorisation", **facts)
        number = who.national_number
        delegate = {"name": "سليم حداد", "national_number": number, "document_id": paper}
        return {**self.request, "delegate": delegate}

    def reads_it(self, who: Actor) -> bool:
        """Whether all of it can be read; fails when some of it can be and some not."""
        questions = {
            "get_application": self.asked,
            "get_bill": self.bill,
            "get_bill_receipt": self.bill,
            "get_bill_payment": self.payment,
            "get_inspection": self.visit,
        }
        found = {name: self._is_answered(who, name, asked) for name, asked in questions.items()}
        lists = ("find_applications", "find_bills", "find_bill_payments", "find_inspections")
        found |= {name: bool(self.call(who, name, {})["items"]) for name in lists}
        assert len(set(found.values())) == 1, found
        return found["get_application"]

    def _is_answered(self, who: Actor, method: str, asked: dict[str, Any]) -> bool:
        try:
            self.call(who, method, asked)
        except Forbidden:
            return False
        return True

    def give_back(self) -> None:
        """The office wants something completed."""
        ask = {"pointer": "/delegate", "text": {"ar": "التفويض غير واضح.", "en": "Unclear."}}
        for each in self.call(CLERK, "get_application", self.asked)["steps"]:
            if each["kind"] == "approval":
                answer = {**self.asked, "step": each["code"], "positive": True}
                self.call(CLERK, "answer_for_body", answer)
        inspected(self.call.service.application, self.id)
        wanted = {**self.asked, "step": "decision", "asks": [ask]}
        self.call(SUPERVISOR, "return_application", wanted)

    def days_pass(self) -> None:
        """Until the authorisation is over, and nothing else is."""
        self.clock.advance(timedelta(days=4))
        due = {"due:": self.call.service.something_is_due}
        fire_due(self.database, "applications", self.clock, due)


@pytest.fixture
def matter(call: Caller, clock: FixedClock, database: MemoryDatabase) -> Matter:
    return Matter(call, clock, database)


def withdrawn(matter: Matter) -> None:
    matter.call(DELEGATE, "withdraw_application", matter.asked)


def under_way(_: Matter) -> None:
    """Nothing happened meanwhile."""


@pytest.mark.parametrize("meanwhile", [under_way, withdrawn])
def test_with_the_last_day_of_the_authorisation_all_of_it_is_over(
    matter: Matter, meanwhile: Callable[[Matter], None]
) -> None:
    assert matter.reads_it(DELEGATE)
    meanwhile(matter)
    assert matter.reads_it(DELEGATE), "as long as the authorisation holds"
    matter.days_pass()
    assert not matter.reads_it(DELEGATE)
    assert not matter.reads_it(BY_LOGIN)
    assert matter.reads_it(CITIZEN)
    assert matter.call(CITIZEN, "get_bill_receipt", matter.bill)["receipt"]


def test_who_is_taken_out_of_an_application_is_out_of_all_of_it(matter: Matter) -> None:
    matter.give_back()
    assert matter.reads_it(DELEGATE)
    matter.call(CITIZEN, "fill_application", {**matter.asked, **matter.through(None)})
    assert not matter.reads_it(DELEGATE)
    assert not matter.reads_it(BY_LOGIN)
    assert matter.reads_it(CITIZEN)
    matter.days_pass()
    last = matter.call(CITIZEN, "get_application", matter.asked)["timeline"][-1]
    assert last["what"] != "delegation_over", "there was none any more"


def test_who_acts_instead_reads_all_of_it(matter: Matter) -> None:
    matter.give_back()
    request = {**matter.asked, **matter.through(OTHER)}
    matter.call(CLERK, "fill_application", request)
    assert matter.reads_it(OTHER)
    assert not matter.reads_it(DELEGATE)


def test_papers_of_others_are_not_read_any_more(matter: Matter) -> None:
    matter.give_back()
    call = matter.call
    theirs = Counter(call, CLERK).ready(kind="identity")
    papers = {**matter.request["papers"], "identity": [theirs]}
    filled = {**matter.filled, "papers": papers}
    call(CLERK, "fill_application", {**matter.asked, **filled})
    call(CLERK, "resubmit_application", matter.asked)
    listed, asked = {"record": f"application/{matter.id}"}, {"document_id": theirs}
    assert call(DELEGATE, "get_document", asked)
    matter.days_pass()
    with pytest.raises(NotFound):
        call(DELEGATE, "get_document", asked)
    found = {each["id"] for each in call(CITIZEN, "find_documents", listed)["items"]}
    sent = {each["id"] for each in call(DELEGATE, "find_documents", listed)["items"]}
    assert sent == found - {theirs}, "what they sent themselves they know"
