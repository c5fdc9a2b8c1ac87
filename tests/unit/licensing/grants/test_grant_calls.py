"""A call for proposals: its life, its clock, and who may do what with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.errors import Conflict, Forbidden
from tests.support.calling import somebody
from tests.support.grants import (
    AUDITOR,
    CLERK,
    MINISTRY,
    SUPERVISOR,
    Office,
    a_call,
    a_request,
    an_open_call,
    decide,
    panel,
    review_all,
    reviewed,
    society_id,
    speaker,
    submitted,
    terms,
)


def state(office: Office, call_id: str) -> str:
    answer: str = office.call(speaker(), "get_grant_call", {"call_id": call_id})["state"]
    return answer


def test_a_draft_is_seen_by_staff_alone_and_a_published_call_by_everybody(office: Office) -> None:
    draft = office.call(MINISTRY, "draft_grant_call", {"terms": terms()})
    named = {"call_id": draft["id"]}
    with pytest.raises(Forbidden):
        office.call(speaker(), "get_grant_call", named)
    assert office.call(speaker(), "find_grant_calls", {})["items"] == []
    published = office.call(MINISTRY, "publish_grant_call", named)
    assert office.call(speaker(), "get_grant_call", named) == published
    assert office.call(speaker(), "find_grant_calls", {})["items"] == [published]


def test_a_call_that_was_kept_with_moments_as_texts_is_read_as_before(office: Office) -> None:
    call_id = a_call(office)
    assert office.memory is not None
    kept = office.memory.collections["grant_calls"][call_id]["state"]["terms"]
    for name in ("opens_at", "closes_at"):
        assert isinstance(kept[name], datetime)
        kept[name] = terms()[name]
    office.pass_days(1)
    assert state(office, call_id) == "open"


def test_it_opens_and_closes_by_the_clock_once(office: Office) -> None:
    call_id = a_call(office)
    office.fall_due()
    assert state(office, call_id) == "published"
    office.pass_days(1)
    assert state(office, call_id) == "open"
    office.pass_days(11)
    assert state(office, call_id) == "closed"
    told = [each["type"].split(".")[3] for each in office.events("grant_calls", call_id)]
    assert told == ["advanced", "published", "advanced", "closed"]


def test_what_downtime_missed_comes_in_order(office: Office) -> None:
    call_id = a_call(office)
    office.pass_days(30)
    told = [each["type"].split(".")[3] for each in office.events("grant_calls", call_id)]
    assert told == ["advanced", "published", "advanced", "closed"]


@pytest.mark.parametrize(
    ("moment", "taken"),
    [
        (datetime(2026, 11, 23, 5, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 6, tzinfo=UTC), True),
        (datetime(2026, 12, 3, 20, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 3, 21, tzinfo=UTC), False),
    ],
)
def test_the_clock_decides_what_is_in_time_even_before_a_timer_has_fired(
    office: Office, moment: datetime, *, taken: bool
) -> None:
    call_id = a_call(office)
    office.clock.advance(moment - office.clock.now())
    if taken:
        assert submitted(office, call_id)
    else:
        with pytest.raises(Conflict, match="grant_call_not_open"):
            submitted(office, call_id)


def test_what_was_drafted_in_time_is_not_submitted_too_late(office: Office) -> None:
    call_id = an_open_call(office)
    made = {"call_id": call_id, "association_id": society_id(), "request": a_request()}
    proposal = office.call(speaker(), "draft_grant_proposal", made)
    office.clock.advance(timedelta(days=20))
    with pytest.raises(Conflict, match="grant_call_not_open"):
        office.call(speaker(), "submit_grant_proposal", {"proposal_id": proposal["id"]})


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"closes_at": "2026-11-23T06:00:00.000Z"}, "grant_call_dates_wrong"),
        ({"opens_at": "2026-01-01T06:00:00.000Z", "closes_at": "2026-01-02T06:00:00.000Z"},
         "grant_call_dates_wrong"),
        ({"least_fils": 50_000}, "grant_call_amounts_wrong"),
        ({"budget_fils": 30_000}, "grant_call_amounts_wrong"),
        ({"instalments": [{"percent": 99, "report_days": 1}]}, "grant_instalments_wrong"),
        ({"instalments": [{"percent": 100, "report_days": 1, "after_report": True}]},
         "grant_instalments_wrong"),
        ({"criteria": terms()["criteria"] * 2}, "grant_criteria_wrong"),
    ],
)  # fmt: skip
def test_terms_that_contradict_themselves_are_refused(
    office: Office, wrong: dict[str, Any], code: str
) -> None:
    with pytest.raises(Conflict, match=code):
        office.call(MINISTRY, "draft_grant_call", {"terms": terms(**wrong)})


def test_published_terms_stay_but_the_budget_may_be_raised(office: Office) -> None:
    call_id = a_call(office)
    with pytest.raises(Conflict, match="grant_call_state_wrong"):
        office.call(MINISTRY, "revise_grant_call", {"call_id": call_id, "terms": terms()})
    more = {"call_id": call_id, "budget_fils": 150_000}
    raised = office.call(MINISTRY, "raise_grant_budget", more)
    assert raised["terms"]["budget_fils"] == 150_000
    with pytest.raises(Conflict, match="grant_budget_not_raised"):
        office.call(MINISTRY, "raise_grant_budget", more)
    assert office.call(AUDITOR, "get_grant_budget", {"call_id": call_id})["left_fils"] == 150_000


def test_a_draft_is_revised_along_with_its_budget(office: Office) -> None:
    call_id = office.call(MINISTRY, "draft_grant_call", {"terms": terms()})["id"]
    other = {"call_id": call_id, "terms": terms(budget_fils=70_000)}
    office.call(MINISTRY, "revise_grant_call", other)
    assert office.call(MINISTRY, "get_grant_budget", {"call_id": call_id})["total_fils"] == 70_000


def test_budget_and_panel_of_a_call_have_identifiers_of_their_own(office: Office) -> None:
    call_id = a_call(office)
    asked = {"call_id": call_id}
    views = [office.call(AUDITOR, f"get_grant_{each}", asked) for each in ("budget", "panel")]
    assert [each["call_id"] for each in views] == [call_id, call_id]
    assert len({call_id, *(each["id"] for each in views)}) == 3


def test_supervisors_call_in_their_own_governorates_and_the_ministry_everywhere(
    office: Office,
) -> None:
    own = terms(eligibility={"governorates": ["JO-AM"]})
    assert office.call(SUPERVISOR, "draft_grant_call", {"terms": own})
    for governorates in ([], ["JO-AM", "JO-IR"]):
        request = {"terms": terms(eligibility={"governorates": governorates})}
        with pytest.raises(Forbidden):
            office.call(SUPERVISOR, "draft_grant_call", request)
    with pytest.raises(Forbidden):
        office.call(CLERK, "draft_grant_call", {"terms": own})


def test_what_is_inside_of_a_call_is_for_those_who_follow_it(office: Office) -> None:
    call_id = a_call(office)
    elsewhere = somebody("supervisor-9", "supervisor", governorates=("JO-IR",))
    for method in ("get_grant_panel", "get_grant_budget"):
        for outsider in (speaker(), CLERK, somebody("reviewer-1", "reviewer")):
            with pytest.raises(Forbidden):
                office.call(outsider, method, {"call_id": call_id})
        assert office.call(elsewhere, method, {"call_id": call_id})


def test_a_call_is_cancelled_with_a_reason_until_money_is_awarded(office: Office) -> None:
    call_id, proposal_id = reviewed(office, 30_000)
    decide(office, proposal_id)
    reason = {"call_id": call_id, "reason": "أُعيد توجيه المخصصات."}
    with pytest.raises(Conflict, match="grant_call_money_awarded"):
        office.call(MINISTRY, "cancel_grant_call", reason)
    other = a_call(
        office, opens_at="2026-12-23T06:00:00.000Z", closes_at="2027-01-03T21:00:00.000Z"
    )
    cancelled = office.call(MINISTRY, "cancel_grant_call", {**reason, "call_id": other})
    assert (cancelled["state"], cancelled["reason"]) == ("cancelled", "أُعيد توجيه المخصصات.")
    with pytest.raises(Conflict, match="grant_call_not_open"):
        submitted(office, other, 2)


def test_proposals_lapse_with_a_call_that_is_cancelled(office: Office) -> None:
    call_id = an_open_call(office)
    proposal_id = submitted(office, call_id)
    office.call(MINISTRY, "cancel_grant_call", {"call_id": call_id, "reason": "x"})
    office.pass_days(12)
    found = office.call(AUDITOR, "get_grant_proposal", {"proposal_id": proposal_id})
    assert found["state"] == "withdrawn"
    assert office.call(AUDITOR, "find_grant_reviews", {})["items"] == []


def test_supervisors_find_drafts_of_their_own_governorates(office: Office) -> None:
    own = terms(eligibility={"governorates": ["JO-AM"]})
    draft = office.call(SUPERVISOR, "draft_grant_call", {"terms": own})
    asked = {"state": "drafted", "governorate": "JO-AM"}
    assert office.call(SUPERVISOR, "find_grant_calls", asked)["items"] == [draft]
    for other in (somebody("supervisor-9", "supervisor", governorates=("JO-IR",)), speaker()):
        assert office.call(other, "find_grant_calls", asked)["items"] == []


def test_no_step_is_taken_before_everything_of_the_last_is_done(office: Office) -> None:
    call_id = an_open_call(office)
    proposal_id = submitted(office, call_id)
    office.pass_days(12)
    named = {"call_id": call_id}
    with pytest.raises(Conflict, match="grant_call_still_waiting"):
        office.call(MINISTRY, "complete_grant_review", named)
    review_all(office, {})
    office.call(MINISTRY, "complete_grant_review", named)
    with pytest.raises(Conflict, match="grant_call_still_waiting"):
        office.call(MINISTRY, "decide_grant_call", named)
    decide(office, proposal_id)
    assert office.call(MINISTRY, "decide_grant_call", named)["state"] == "decided"
    with pytest.raises(Conflict, match="grant_call_still_waiting"):
        office.call(MINISTRY, "end_grant_call", named)


def test_who_has_open_reviews_stays_on_the_panel(office: Office) -> None:
    call_id = an_open_call(office)
    submitted(office, call_id)
    office.pass_days(12)
    request = {"call_id": call_id, "members": panel(2, 3)}
    with pytest.raises(Conflict, match="grant_reviewer_at_work"):
        office.call(MINISTRY, "name_grant_panel", request)
    request = {"call_id": call_id, "members": panel(1, 2, 2)}
    with pytest.raises(Conflict, match="grant_member_twice"):
        office.call(MINISTRY, "name_grant_panel", request)
    twice = [*panel(1, 2), {**panel(1)[0], "reviewer": "Reviewer-1"}]
    with pytest.raises(Conflict, match="grant_member_twice"):
        office.call(MINISTRY, "name_grant_panel", {"call_id": call_id, "members": twice})
    kept = {"call_id": call_id, "members": panel(1, 2, 4)}
    members = office.call(MINISTRY, "name_grant_panel", kept)["members"]
    assert [each["open"] for each in members] == [1, 1, 0]
