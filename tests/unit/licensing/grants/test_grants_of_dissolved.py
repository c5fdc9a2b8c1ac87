"""Proposals and grants of a society that is dissolved, or moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from chassis.context import Context, use
from chassis.errors import Conflict
from tests.support.calling import somebody
from tests.support.grants import (
    AUDITOR,
    CLERK,
    SECOND,
    SUPERVISOR,
    Office,
    an_open_call,
    decide,
    drafted,
    grant_of,
    judge,
    pay,
    report,
    reviewed,
    signed,
    society_id,
    speaker,
    submitted,
)


@dataclass
class Gone:
    """What the followers of an association ask of it."""

    id: str
    governorate: str = "JO-AM"


def dissolve(office: Office, number: int = 1) -> None:
    """As the register of associations does it: there, and then in what follows."""
    one = society_id(number)
    office.societies.lost.add(one)
    office.societies.different[one] = replace(office.societies.society(one), dissolved=True)
    follow(office, "dissolved", Gone(one))


def follow(office: Office, what: str, association: Any) -> None:
    assert office.memory is not None
    follower = office.call.service.application.grants.follower
    with use(Context(SUPERVISOR)), office.memory.together():
        getattr(follower, what)(association)


def proposal(office: Office, proposal_id: str) -> dict[str, Any]:
    return office.call(AUDITOR, "get_grant_proposal", {"proposal_id": proposal_id})


def grant(office: Office, grant_id: str) -> dict[str, Any]:
    return office.call(AUDITOR, "get_grant", {"grant_id": grant_id})


def told(office: Office, collection: str, one: str) -> list[str]:
    return [each["data"].get("what") for each in office.events(collection, one)]


def reminded(office: Office, grant_id: str) -> list[str]:
    """The days on which a report is due that were told ahead."""
    events = office.events("grants", grant_id)
    return [each["data"]["due_on"] for each in events if ".report_due." in each["type"]]


def test_what_it_asked_for_is_not_given_whether_handed_in_or_not(office: Office) -> None:
    call_id = an_open_call(office)
    handed_in, draft = submitted(office, call_id, 1), drafted(office, call_id, 2)
    for number, one in ((1, handed_in), (2, draft)):
        dissolve(office, number)
        found = proposal(office, one)
        assert found["state"] == "ineligible"
        assert found["unmet"][0]["criterion"] == "dissolved"
        assert found["unmet"][0]["because"][0]["en"] == "The association was dissolved"


def test_a_decision_that_was_prepared_is_not_approved(office: Office) -> None:
    _, one = reviewed(office, 30_000)
    office.call(CLERK, "prepare_grant_decision", {"proposal_id": one, "outcome": "award"})
    dissolve(office)
    with pytest.raises(Conflict, match="grant_proposal_state"):
        office.call(SUPERVISOR, "approve_grant_decision", {"proposal_id": one})


def test_no_appeal_brings_money_to_who_is_not_there(office: Office) -> None:
    _, one = reviewed(office, 30_000)
    dissolve(office)
    office.call(speaker(), "appeal_grant_decision", {"proposal_id": one, "text": "اعتراض."})
    upheld = {"proposal_id": one, "upheld": True, "reason": "قُبل."}
    office.call(SECOND, "decide_grant_appeal", upheld)
    office.call(CLERK, "prepare_grant_decision", {"proposal_id": one, "outcome": "award"})
    with pytest.raises(Conflict, match="grant_not_eligible"):
        office.call(SUPERVISOR, "approve_grant_decision", {"proposal_id": one})


def test_who_waits_in_the_reserve_waits_no_more(office: Office) -> None:
    _, one = reviewed(office, 30_000)
    decide(office, one, "reserve")
    dissolve(office)
    assert proposal(office, one)["state"] == "ineligible"
    assert told(office, "grant_proposals", one)[-1] == "ineligible"


def test_an_award_goes_to_who_is_next(office: Office) -> None:
    _, first, second = reviewed(office, 40_000, 40_000, budget_fils=50_000)
    decide(office, first, reason="الأقرب إلى الأهداف.")
    decide(office, second, "reserve")
    dissolve(office)
    assert grant_of(office, first)["state"] == "cancelled"
    assert proposal(office, first)["state"] == "declined"
    assert proposal(office, second)["state"] == "awarded"
    assert grant_of(office, second)["fils"] == 40_000


def test_instalments_stop_and_what_was_paid_is_asked_back(office: Office) -> None:
    grant_id = signed(office)
    pay(office, grant_id)
    dissolve(office)
    found = grant(office, grant_id)
    assert (found["state"], found["due_fils"]) == ("ended", 15_000)
    assert found["reason"] == "حُلّت الجمعية"
    with pytest.raises(Conflict, match="grant_state"):
        pay(office, grant_id, 2, "TR-2")


def test_a_report_that_is_in_is_judged_first_and_nothing_is_paid_meanwhile(office: Office) -> None:
    grant_id = signed(office)
    pay(office, grant_id)
    report(office, grant_id)
    dissolve(office)
    found = grant(office, grant_id)
    assert (found["state"], found["instalments"][1]["state"]) == ("signed", "held")
    judge(office, grant_id)
    assert pay(office, grant_id, 2, "TR-2")["paid_fils"] == 15_000
    ended = {"grant_id": grant_id, "reason": "حُلّت الجمعية."}
    assert office.call(SUPERVISOR, "end_grant", ended)["due_fils"] == 5_000


def test_of_a_society_that_moves_the_new_office_deals_with_what_is_not_over(
    office: Office,
) -> None:
    _, one = reviewed(office, 30_000)
    decide(office, one)
    follow(office, "moved", Gone(society_id(1), "JO-IR"))
    irbid = somebody("clerk-irbid", "clerk", governorates=("JO-IR",))
    assert office.call(irbid, "get_grant_proposal", {"proposal_id": one})["id"] == one
    made = grant_of(office, one)
    assert office.call(irbid, "get_grant", {"grant_id": made["id"]})["governorate"] == "JO-IR"


def test_a_society_is_told_what_happened_and_nothing_twice(office: Office) -> None:
    _, one = reviewed(office, 30_000)
    decide(office, one, "decline", reason="خارج الأهداف.")
    office.call(speaker(), "appeal_grant_decision", {"proposal_id": one, "text": "اعتراض."})
    refused = {"proposal_id": one, "upheld": False, "reason": "لا جديد."}
    office.call(SECOND, "decide_grant_appeal", refused)
    heard = told(office, "grant_proposals", one)
    assert heard[:2] == ["drafted", "received"]
    assert heard[-4:] == ["prepared", "declined", "appealed", "appeal_refused"]
    events = office.events("grant_proposals", one)
    assert {each["data"]["association_id"] for each in events} == {society_id(1)}
    assert "خارج الأهداف" not in str(events)


def test_a_report_is_reminded_of_once_before_it_is_due(office: Office) -> None:
    grant_id = signed(office)
    pay(office, grant_id)
    office.pass_days(22)
    assert reminded(office, grant_id) == []
    office.pass_days(1)
    office.pass_days(5)
    assert len(reminded(office, grant_id)) == 1
    paid = [each for each in office.events("grants", grant_id) if "instalment_paid" in each["type"]]
    assert paid[0]["data"]["report_due_on"] == reminded(office, grant_id)[0]


def test_a_report_that_is_in_is_not_reminded_of(office: Office) -> None:
    grant_id = signed(office)
    pay(office, grant_id)
    report(office, grant_id)
    office.pass_days(28)
    assert not [
        each for each in office.events("grants", grant_id) if ".report_due." in each["type"]
    ]
