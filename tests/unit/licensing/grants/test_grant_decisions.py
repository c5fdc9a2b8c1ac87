"""Awards within the budget: ranked, prepared and approved by two people, reserved, appealed."""

from __future__ import annotations

import pytest

from chassis.errors import Conflict, Forbidden
from tests.support.calling import somebody
from tests.support.grants import (
    AUDITOR,
    CLERK,
    MINISTRY,
    SECOND,
    SUPERVISOR,
    Office,
    decide,
    grant_of,
    reviewed,
    society_id,
    speaker,
)


def budget(office: Office, call_id: str) -> dict[str, int]:
    return office.call(AUDITOR, "get_grant_budget", {"call_id": call_id})


def shown(office: Office, proposal_id: str) -> dict[str, object]:
    return office.call(AUDITOR, "get_grant_proposal", {"proposal_id": proposal_id})


def test_the_ranking_says_what_fits_and_what_parts_the_equal(office: Office) -> None:
    call_id, *made = reviewed(
        office, 40_000, 40_000, 39_000, 30_000, 20_000, points=(8, 8, 8, 5, 9)
    )
    found = office.call(SUPERVISOR, "rank_grant_proposals", {"call_id": call_id})["items"]
    first, second, third, fourth, fifth = made
    order = [each["proposal_id"] for each in found]
    assert (order[:2], set(order[2:4]), order[4]) == ([fifth, third], {first, second}, fourth)
    assert [each["parted_by"] for each in found][:3] == [None, "mean", "asked_fils"]
    assert found[3]["parted_by"] in ("submitted_at", "id")
    assert [each["suggested"] for each in found] == [
        "award",
        "award",
        "award",
        "reserve",
        "decline",
    ]


def test_a_decision_takes_two_people_none_of_whom_stands_for_the_society(office: Office) -> None:
    call_id, proposal_id = reviewed(office, 30_000)
    named = {"proposal_id": proposal_id}
    with pytest.raises(Conflict, match="grant_decision_not_prepared"):
        office.call(SUPERVISOR, "approve_grant_decision", named)
    both = somebody("both-1", "supervisor", "reviewer", "clerk")
    office.call(both, "prepare_grant_decision", {**named, "outcome": "award"})
    for wrong in (both, CLERK, somebody("supervisor-3", "supervisor", governorates=("JO-IR",))):
        with pytest.raises(Forbidden):
            office.call(wrong, "approve_grant_decision", named)
    for close in (
        somebody("reviewer-1", "supervisor"),
        somebody("speaker-1", "supervisor"),
    ):
        with pytest.raises(Forbidden, match="grant_another_person_decides"):
            office.call(close, "approve_grant_decision", named)
    assert office.call(SUPERVISOR, "approve_grant_decision", named)["state"] == "awarded"
    assert budget(office, call_id)["taken_fils"] == 30_000


def test_what_is_unusual_wants_a_reason_that_the_society_reads(office: Office) -> None:
    _, best, other = reviewed(office, 30_000, 30_000, points=(9, 7))
    for request in (
        {"proposal_id": best, "outcome": "award", "fils": 20_000},
        {"proposal_id": best, "outcome": "decline"},
        {"proposal_id": other, "outcome": "award"},
    ):
        with pytest.raises(Conflict, match="grant_reason_wanted"):
            office.call(CLERK, "prepare_grant_decision", request)
    decide(office, best, fils=20_000, reason="الإيجار مموّل من جهة أخرى.")
    read = office.call(speaker(), "get_grant_proposal", {"proposal_id": best})["decision"]
    assert (read["fils"], read["reason"]) == (20_000, "الإيجار مموّل من جهة أخرى.")
    assert decide(office, other)["state"] == "awarded"


def test_who_is_below_the_threshold_gets_nothing(office: Office) -> None:
    _, proposal_id = reviewed(office, 30_000, points=(5,))
    with pytest.raises(Conflict, match="grant_below_threshold"):
        decide(office, proposal_id, reason="مهم.")


def test_nobody_is_awarded_more_than_was_asked(office: Office) -> None:
    _, proposal_id = reviewed(office, 30_000)
    for fils in (30_001, 9_999):
        with pytest.raises(Conflict, match="grant_amount_out_of_range"):
            decide(office, proposal_id, fils=fils, reason="x")


def test_the_budget_is_never_exceeded(office: Office) -> None:
    call_id, first, second, third = reviewed(office, 40_000, 40_000, 30_000)
    decide(office, first, reason="x")
    decide(office, second, reason="x")
    with pytest.raises(Conflict, match="grant_above_budget") as refused:
        decide(office, third, reason="x")
    assert refused.value.params == {"left_fils": 20_000}
    assert shown(office, third)["state"] == "reviewed"
    assert budget(office, call_id)["taken_fils"] == 80_000


def test_eligibility_is_looked_at_again_on_the_day_of_the_award(office: Office) -> None:
    _, proposal_id = reviewed(office, 30_000)
    office.societies.lost.add(society_id(1))
    with pytest.raises(Conflict, match="grant_not_eligible"):
        decide(office, proposal_id)


def test_the_reserve_moves_up_when_a_society_declines(office: Office) -> None:
    call_id, first, second, third = reviewed(office, 40_000, 40_000, 40_000, points=(10, 9, 8))
    for proposal_id, outcome in ((first, "award"), (second, "award"), (third, "reserve")):
        decide(office, proposal_id, outcome)
    assert budget(office, call_id)["reserve"][0]["rank"] == 3  # type: ignore[index]
    declined = {"grant_id": grant_of(office, first)["id"], "reason": "تعذّر إيجاد مقر."}
    assert office.call(speaker(1), "decline_grant", declined)["state"] == "declined"
    moved = shown(office, third)
    assert (moved["state"], moved["decision"]["in_place_of"]) == ("awarded", first)  # type: ignore[index]
    assert grant_of(office, third)["fils"] == 40_000
    assert (budget(office, call_id)["taken_fils"], budget(office, call_id)["reserve"]) == (
        80_000,
        [],
    )


def test_who_lost_the_right_to_it_is_passed_over_and_told_why(office: Office) -> None:
    _, first, second, third, fourth = reviewed(
        office, 40_000, 40_000, 40_000, 40_000, points=(10, 9, 8, 7)
    )
    for proposal_id, outcome in (
        (first, "award"), (second, "award"), (third, "reserve"), (fourth, "reserve"),
    ):  # fmt: skip
        decide(office, proposal_id, outcome)
    office.societies.lost.add(society_id(3))
    cancelled = {"grant_id": grant_of(office, first)["id"], "reason": "لم توقّع الجمعية."}
    assert office.call(SUPERVISOR, "cancel_grant", cancelled)["state"] == "cancelled"
    passed = shown(office, third)
    assert (passed["state"], passed["unmet"][0]["criterion"]) == ("ineligible", "standing")  # type: ignore[index]
    assert shown(office, fourth)["state"] == "awarded"


def test_more_money_moves_the_reserve_up(office: Office) -> None:
    call_id, first, second, third = reviewed(office, 40_000, 40_000, 30_000, points=(10, 9, 8))
    for proposal_id, outcome in ((first, "award"), (second, "award"), (third, "reserve")):
        decide(office, proposal_id, outcome)
    office.call(MINISTRY, "raise_grant_budget", {"call_id": call_id, "budget_fils": 109_999})
    assert shown(office, third)["state"] == "reserve"
    office.call(MINISTRY, "raise_grant_budget", {"call_id": call_id, "budget_fils": 110_000})
    assert shown(office, third)["state"] == "awarded"
    assert budget(office, call_id)["left_fils"] == 0


def test_a_declined_society_reads_means_and_reasons_and_appeals_to_a_third_person(
    office: Office,
) -> None:
    _, proposal_id = reviewed(office, 30_000)
    decide(office, proposal_id, "decline", reason="خارج أهداف الدعوة.")
    named = {"proposal_id": proposal_id}
    marks = office.call(speaker(), "get_grant_marks", named)
    assert marks == {
        "mean": 8000,
        "criteria": [
            {"criterion": "impact", "mean": 800, "reasons": ["أثر واضح."] * 2},
            {"criterion": "means", "mean": 800, "reasons": ["فريق مجرّب."] * 2},
        ],
    }
    office.call(speaker(), "appeal_grant_decision", {**named, "text": "بل ضمنها."})
    with pytest.raises(Conflict, match="grant_no_appeal"):
        office.call(speaker(), "appeal_grant_decision", {**named, "text": "مرة أخرى."})
    answer = {**named, "upheld": True, "reason": "صحيح."}
    with pytest.raises(Forbidden, match="grant_another_person_decides"):
        office.call(SUPERVISOR, "decide_grant_appeal", answer)
    assert office.call(SECOND, "decide_grant_appeal", answer)["state"] == "reviewed"
    assert decide(office, proposal_id)["state"] == "awarded"


def test_an_appeal_comes_within_its_days(office: Office) -> None:
    _, proposal_id = reviewed(office, 30_000)
    decide(office, proposal_id, "decline", reason="x")
    office.pass_days(16)
    appeal = {"proposal_id": proposal_id, "text": "متأخرون."}
    with pytest.raises(Conflict, match="grant_appeal_too_late"):
        office.call(speaker(), "appeal_grant_decision", appeal)


def test_an_approval_repeated_has_one_effect_and_the_same_answer(office: Office) -> None:
    call_id, proposal_id = reviewed(office, 30_000)
    office.call(CLERK, "prepare_grant_decision", {"proposal_id": proposal_id, "outcome": "award"})
    named = {"proposal_id": proposal_id}
    first = office.call(SUPERVISOR, "approve_grant_decision", named, key="same")
    assert office.call(SUPERVISOR, "approve_grant_decision", named, key="same") == first
    assert budget(office, call_id)["taken_fils"] == 30_000
    assert "supervisor" not in str(first)
