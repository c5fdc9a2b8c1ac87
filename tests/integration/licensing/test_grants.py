"""What grants promise of their budget, their money and their numbers, on MongoDB."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from pymongo.database import Database

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.errors import Unavailable
from chassis.plain import made
from chassis.timers import Subscription, Timers
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import associations, build, documents
from services.licensing.bootstrap import grants as area
from services.licensing.bootstrap.house import MongoHouse
from services.licensing.domain.grants.budget import GrantBudget
from services.licensing.domain.grants.call import CallState, GrantCall
from services.licensing.domain.grants.proposal import GrantProposal, ProposalState
from services.licensing.domain.grants.proposal_parts import Outcome, Prepared, Request, Score, Slot
from services.licensing.domain.grants.terms import Terms
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.calling import Caller
from tests.support.grants import (
    AUDITOR,
    MINISTRY,
    NOW,
    SUPERVISOR,
    Office,
    Shelf,
    Societies,
    a_call,
    a_request,
    drafted,
    on,
    pay,
    society_id,
    submitted,
    terms,
)
from tests.support.racing import outcomes

RIVALS = 200
CALL_ID = society_id(990_000)


@pytest.fixture
def office(database: Database[dict[str, Any]]) -> Office:
    ensure_indexes(database, (*associations.KINDS, *documents.KINDS, *area.KINDS))
    clock, societies, shelf = FixedClock(NOW), Societies(), Shelf()
    house = MongoHouse(database, clock, LicensingSettings.read())
    application = on(house, societies, shelf, build(database, clock))
    return Office(Caller(LicensingService, application, METHODS), clock, societies, shelf)


def a_decided_call(office: Office, proposals: int, budget_fils: int) -> list[str]:
    """Reviewed proposals of 10,000 fils each, with an award prepared for all of them."""
    desk = office.call.service.application.grants
    agreed = made(terms(budget_fils=budget_fils), Terms)
    call = GrantCall(CALL_ID, 0, CallState.CLOSED, agreed, "administrator-1")
    call.complete_review(0, MINISTRY)
    waiting = [_reviewed(number, agreed) for number in range(1, proposals + 1)]
    with use(Context(Actor("administrator-1"))):
        desk.calls.calls.add(call)
        budget_id = desk.calls.budgets.id_of(CALL_ID)
        desk.calls.budgets.add(GrantBudget.of_call(budget_id, CALL_ID, budget_fils))
        desk.proposals.proposals.add_many(waiting)
    return [each.id for each in waiting]


def _reviewed(number: int, agreed: Terms) -> GrantProposal:
    scores = (Score("impact", 8, "أثر واضح."), Score("means", 8, "فريق مجرّب."))
    proposal = GrantProposal(
        id=society_id(500_000 + number),
        version=0,
        call_id=CALL_ID,
        association_id=society_id(number),
        governorate="JO-AM",
        state=ProposalState.REVIEWED,
        request=made(a_request(10_000), Request),
        drafted_by=f"speaker-{number}",
        review_at=agreed.closes_at,
        submitted_at=agreed.opens_at,
        slots=(Slot("r1", "reviewer-1", scores), Slot("r2", "reviewer-2", scores)),
        prepared=Prepared(Outcome.AWARD, 10_000, None, "clerk-1"),
    )
    proposal.record("reviewed")
    return proposal


def patiently(work: Callable[[], object]) -> object:
    """As a client does that is told to come again."""
    for _ in range(50):
        try:
            return work()
        except Unavailable:
            time.sleep(0.05)
    return work()


def approve(office: Office, proposal_id: str) -> object:
    named = {"proposal_id": proposal_id}
    return patiently(partial(office.call, SUPERVISOR, "approve_grant_decision", named))


def test_two_hundred_awards_at_once_never_exceed_the_budget(office: Office) -> None:
    waiting = a_decided_call(office, RIVALS, budget_fils=155_000)
    ended = outcomes(partial(approve, office), waiting)
    assert ended == Counter(done=15, grant_above_budget=RIVALS - 15)
    budget = office.call(AUDITOR, "get_grant_budget", {"call_id": CALL_ID})
    assert (budget["taken_fils"], budget["left_fils"]) == (150_000, 5_000)
    grants = office.call(AUDITOR, "find_grants", {"call_id": CALL_ID, "limit": 100})["items"]
    assert sum(each["fils"] for each in grants) == 150_000
    assert {each["proposal_id"] for each in grants} == {
        each["proposal_id"] for each in budget["entries"]
    }


def test_an_award_and_a_cancellation_at_once_do_not_both_happen(office: Office) -> None:
    (proposal_id,) = a_decided_call(office, 1, budget_fils=100_000)
    cancel = {"call_id": CALL_ID, "reason": "أُعيد توجيه المخصصات."}

    def attempt(method: str) -> object:
        if method == "approve":
            return approve(office, proposal_id)
        return patiently(partial(office.call, MINISTRY, "cancel_grant_call", cancel))

    ended = outcomes(attempt, ["approve", "cancel"])
    assert ended["done"] == 1
    assert sum(ended.values()) == 2


def signed(office: Office, proposal_id: str) -> str:
    approve(office, proposal_id)
    grants = office.call(AUDITOR, "find_grants", {"call_id": CALL_ID, "limit": 100})["items"]
    grant = next(each for each in grants if each["proposal_id"] == proposal_id)
    request = {"grant_id": grant["id"], "signed_on": grant["awarded_on"]}
    office.call(SUPERVISOR, "sign_grant", request)
    return str(grant["id"])


def test_payments_at_once_are_recorded_once_and_the_cash_book_has_no_gap(office: Office) -> None:
    grants = [signed(office, each) for each in a_decided_call(office, 6, budget_fils=100_000)]

    def attempt(turn: int) -> object:
        grant = turn % len(grants)
        return patiently(partial(pay, office, grants[grant], 1, f"TR-{grant}"))

    assert outcomes(attempt, range(4 * len(grants))) == Counter(done=4 * len(grants))
    paid = [office.call(AUDITOR, "get_grant", {"grant_id": each}) for each in grants]
    assert {each["paid_fils"] for each in paid} == {5_000}
    lines = sorted(each["instalments"][0]["cash_line"] for each in paid)
    assert lines == list(range(1, len(grants) + 1))
    numbers = sorted(each["number"] for each in paid)
    assert numbers == [f"GRA-2026-{each:06}" for each in range(1, len(grants) + 1)]


def test_a_reference_pays_one_grant(office: Office) -> None:
    grants = [signed(office, each) for each in a_decided_call(office, 4, budget_fils=100_000)]
    ended = outcomes(lambda grant: patiently(partial(pay, office, grant, 1, "TR-SAME")), grants)
    assert ended == Counter(done=1, grant_reference_taken=3)


def test_a_society_that_proposes_many_times_at_once_has_one_proposal(office: Office) -> None:
    call_id = a_call(office)
    office.clock.advance(timedelta(days=1))
    ended = outcomes(lambda _: drafted(office, call_id), range(8))
    assert ended == Counter(done=1, grant_proposal_exists=7)


def test_a_call_closes_once_and_its_reviewers_are_assigned_once(
    office: Office, database: Database[dict[str, Any]]
) -> None:
    call_id = a_call(office)
    office.clock.advance(timedelta(days=1))
    made = [submitted(office, call_id, society) for society in (1, 2, 3)]
    office.clock.advance(timedelta(days=30))
    service = office.call.service
    due = [
        Subscription("grant_calls", "opens", service.grant_call_opens),
        Subscription("grant_calls", "closes", service.grant_call_closes),
        Subscription("grant_proposals", "assign", service.grant_reviewers_due),
    ]

    def look(_: int) -> None:
        timers = Timers("licensing", database, office.clock, due, time.monotonic)
        for _again in range(10):
            timers.fire_due()

    outcomes(look, range(3))
    pending = database["grant_calls"].find_one({"_id": call_id})["pending"]  # type: ignore[index]
    assert [each["type"].split(".")[3] for each in pending].count("closed") == 1
    for proposal_id in made:
        assert database["grant_reviews"].count_documents({"state.proposal_id": proposal_id}) == 2
    members = office.call(AUDITOR, "get_grant_panel", {"call_id": call_id})["members"]
    assert [each["open"] for each in members] == [2, 2, 2]
