"""A society's proposal: one in a call, eligible or told why not, and reviewed blind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.errors import Conflict, Forbidden
from services.licensing.domain.grants.terms import Society
from tests.support.calling import somebody
from tests.support.grants import (
    AUDITOR,
    CLERK,
    MINISTRY,
    SUPERVISOR,
    Office,
    a_request,
    an_open_call,
    drafted,
    hand_in,
    panel,
    review_all,
    reviewer,
    reviews_of,
    scores,
    society_id,
    speaker,
    submitted,
)


def assessment(office: Office, proposal_id: str, actor: object = AUDITOR) -> dict[str, object]:
    return office.call(actor, "get_grant_assessment", {"proposal_id": proposal_id})  # type: ignore[arg-type]


def test_a_society_has_one_proposal_in_a_call_until_it_takes_it_back(office: Office) -> None:
    call_id = an_open_call(office)
    proposal_id = submitted(office, call_id)
    with pytest.raises(Conflict, match="grant_proposal_exists"):
        drafted(office, call_id)
    office.call(speaker(), "withdraw_grant_proposal", {"proposal_id": proposal_id})
    assert submitted(office, call_id) != proposal_id


def test_only_who_speaks_for_a_society_proposes_for_it(office: Office) -> None:
    call_id = an_open_call(office)
    request = {"call_id": call_id, "association_id": society_id(1), "request": a_request()}
    for other in (speaker(2), CLERK, reviewer(1)):
        with pytest.raises(Forbidden):
            office.call(other, "draft_grant_proposal", request)
    proposal_id = drafted(office, call_id)
    for method in ("get_grant_proposal", "submit_grant_proposal", "get_grant_marks"):
        with pytest.raises(Forbidden):
            office.call(speaker(2), method, {"proposal_id": proposal_id})


@pytest.mark.parametrize(
    ("different", "code"),
    [
        ({"asked_fils": 31_000}, "grant_lines_do_not_add_up"),
        ({"lines": [{"code": "rent", "what": "x", "fils": 15_000}] * 2},
         "grant_lines_do_not_add_up"),
        ({"asked_fils": 9_999}, "grant_amount_out_of_range"),
        ({"asked_fils": 40_001}, "grant_amount_out_of_range"),
        ({"documents": [society_id(99)]}, "grant_documents_unknown"),
    ],
)  # fmt: skip
def test_a_budget_adds_up_and_its_documents_are_there(
    office: Office, different: dict[str, object], code: str
) -> None:
    office.shelf.missing.add(society_id(99))
    request = {
        "call_id": an_open_call(office),
        "association_id": society_id(1),
        "request": {**a_request(), **different},
    }
    with pytest.raises(Conflict, match=code):
        office.call(speaker(), "draft_grant_proposal", request)


def test_everything_that_is_not_met_is_said_at_once(office: Office) -> None:
    office.societies.lost.add(society_id(1))
    office.societies.different[society_id(1)] = Society("JO-IR", "youth", date(2025, 6, 1))
    asked = {"governorates": ["JO-AM"], "sectors": ["older_people"], "least_years": 2}
    call_id = an_open_call(office, eligibility=asked)
    proposal_id = drafted(office, call_id)
    answer = office.call(speaker(), "submit_grant_proposal", {"proposal_id": proposal_id})
    assert answer["state"] == "ineligible"
    assert [each["criterion"] for each in answer["unmet"]] == [
        "standing",
        "governorate",
        "sector",
        "years",
    ]
    assert answer["unmet"][0]["because"][0]["en"] == "The association was dissolved"


def test_who_was_found_ineligible_may_appeal_and_is_reviewed_after_all(office: Office) -> None:
    office.societies.different[society_id(1)] = Society("JO-AM", "x", date(2025, 6, 1))
    call_id = an_open_call(office)
    proposal_id = submitted(office, call_id)
    filed = {"proposal_id": proposal_id, "text": "سُجّلنا سنة 2015 باسم آخر."}
    office.call(speaker(), "appeal_grant_decision", filed)
    answer = {"proposal_id": proposal_id, "upheld": True, "reason": "ثبت ذلك."}
    upheld = office.call(SUPERVISOR, "decide_grant_appeal", answer)
    assert (upheld["state"], upheld["waived"]) == ("submitted", ["years"])
    office.pass_days(12)
    assert len(assessment(office, proposal_id)["reviews"]) == 2  # type: ignore[arg-type]


def test_reviewers_are_given_evenly(office: Office) -> None:
    call_id = an_open_call(office, 1, 2, 3, 4)
    for society in (1, 2):
        submitted(office, call_id, society)
    office.pass_days(12)
    assert [len(reviews_of(office, number)) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


@pytest.mark.parametrize("distance", [True, False])
def test_nobody_reviews_what_is_near_to_them_if_the_call_says_so(
    office: Office, *, distance: bool
) -> None:
    members = panel(1, 2, 3, 4)
    members[0]["associations"] = [society_id(1)]
    members[1]["governorates"] = ["JO-AM"]
    call_id = an_open_call(office, keeps_distance=distance)
    office.call(MINISTRY, "name_grant_panel", {"call_id": call_id, "members": members})
    proposal_id = submitted(office, call_id)
    office.pass_days(12)
    found = assessment(office, proposal_id)["reviews"]
    chosen = ["reviewer-3", "reviewer-4"] if distance else ["reviewer-1", "reviewer-2"]
    assert [each["reviewer"] for each in found] == chosen  # type: ignore[attr-defined]


def test_who_speaks_for_a_proposing_society_judges_nothing_in_the_call(office: Office) -> None:
    of_first = {**panel(1)[0], "reviewer": speaker(1).subject}
    members = [of_first, *panel(2, 3)]
    call_id = an_open_call(office)
    named = {"call_id": call_id, "members": members}
    office.call(MINISTRY, "name_grant_panel", named)
    submitted(office, call_id, 1)
    proposal_id = submitted(office, call_id, 2)
    with pytest.raises(Conflict, match="grant_reviewer_proposes"):
        office.call(MINISTRY, "name_grant_panel", named)
    office.pass_days(12)
    found: Any = assessment(office, proposal_id)["reviews"]
    assert [each["reviewer"] for each in found] == ["reviewer-2", "reviewer-3"]


def test_a_society_that_is_near_to_a_reviewer_is_in_the_register(office: Office) -> None:
    members = [{**panel(1)[0], "associations": ["0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e41"]}]
    with pytest.raises(Conflict, match="grant_panel_association_unknown"):
        office.call(
            MINISTRY, "name_grant_panel", {"call_id": an_open_call(office), "members": members}
        )


def test_a_short_panel_is_told_and_mended_by_hand(office: Office) -> None:
    call_id = an_open_call(office, 1)
    proposal_id = submitted(office, call_id)
    with pytest.raises(Conflict, match="grant_proposal_state_wrong"):
        office.call(CLERK, "assign_grant_reviewers", {"proposal_id": proposal_id})
    office.pass_days(12)
    assert assessment(office, proposal_id)["short"] is True
    office.call(MINISTRY, "name_grant_panel", {"call_id": call_id, "members": panel(1, 2)})
    office.call(CLERK, "assign_grant_reviewers", {"proposal_id": proposal_id})
    found = assessment(office, proposal_id)
    assert (found["short"], len(found["reviews"])) == (False, 2)  # type: ignore[arg-type]


def test_a_proposal_is_seen_only_after_a_declaration(office: Office) -> None:
    submitted(office, an_open_call(office))
    office.pass_days(12)
    (review,) = reviews_of(office, 1)
    named = {"review_id": review["id"]}
    for method, more in (
        ("get_reviewed_grant_proposal", {}),
        ("score_grant_proposal", {"scores": scores(5)}),
    ):
        with pytest.raises(Forbidden, match="grant_interest_not_declared"):
            office.call(reviewer(1), method, {**named, **more})
    office.call(reviewer(1), "declare_grant_interest", {**named, "conflict": None})
    shown = office.call(reviewer(1), "get_reviewed_grant_proposal", named)
    assert shown["plan"] == "ستة أشهر، في مركزين."
    with pytest.raises(Forbidden):
        office.call(reviewer(2), "get_reviewed_grant_proposal", named)


def test_who_has_an_interest_is_replaced_and_never_scores(office: Office) -> None:
    proposal_id = submitted(office, an_open_call(office))
    office.pass_days(12)
    (review,) = reviews_of(office, 1)
    named = {"review_id": review["id"]}
    told = {**named, "conflict": "أختي موظفة في الجمعية."}
    office.call(reviewer(1), "declare_grant_interest", told)
    with pytest.raises(Conflict, match="grant_review_finished"):
        office.call(reviewer(1), "score_grant_proposal", {**named, "scores": scores(10)})
    with pytest.raises(Forbidden, match="grant_interest_not_declared"):
        office.call(reviewer(1), "get_reviewed_grant_proposal", named)
    found = assessment(office, proposal_id)["reviews"]
    assert [(each["reviewer"], each["conflicted"]) for each in found] == [  # type: ignore[attr-defined]
        ("reviewer-1", True),
        ("reviewer-2", False),
        ("reviewer-3", False),
    ]


def test_scores_stay_and_are_unknown_to_others_until_all_are_in(office: Office) -> None:
    proposal_id = submitted(office, an_open_call(office))
    office.pass_days(12)
    (review,) = reviews_of(office, 1)
    hand_in(office, 1, review["id"], 8)
    again = {"review_id": review["id"], "scores": scores(10)}
    with pytest.raises(Conflict, match="grant_review_finished"):
        office.call(reviewer(1), "score_grant_proposal", again)
    for actor in (SUPERVISOR, AUDITOR):
        found = assessment(office, proposal_id, actor)
        assert found["mean"] is None
        assert all(not each["scores"] for each in found["reviews"])  # type: ignore[attr-defined]
    with pytest.raises(Forbidden):
        assessment(office, proposal_id, reviewer(2))
    review_all(office, {proposal_id: 7})
    seen = assessment(office, proposal_id, reviewer(2))
    assert seen["mean"] == 7500
    assert all(each["reviewer"] is None for each in seen["reviews"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("wrong", [scores(11), scores(5)[:1], scores(5)[:1] * 2])
def test_each_criterion_has_one_score_within_the_scale(
    office: Office, wrong: list[dict[str, object]]
) -> None:
    submitted(office, an_open_call(office))
    office.pass_days(12)
    named = {"review_id": reviews_of(office, 1)[0]["id"]}
    office.call(reviewer(1), "declare_grant_interest", {**named, "conflict": None})
    with pytest.raises(Conflict, match="grant_scores_wrong"):
        office.call(reviewer(1), "score_grant_proposal", {**named, "scores": wrong})


def test_reviewers_far_apart_call_for_a_third(office: Office) -> None:
    proposal_id = submitted(office, an_open_call(office))
    office.pass_days(12)
    for number, points in ((1, 9), (2, 6)):
        hand_in(office, number, reviews_of(office, number)[0]["id"], points)
    named = {"proposal_id": proposal_id}
    assert office.call(CLERK, "get_grant_proposal", named)["state"] == "submitted"
    hand_in(office, 3, reviews_of(office, 3)[0]["id"], 6)
    assert office.call(CLERK, "get_grant_proposal", named)["state"] == "reviewed"
    assert assessment(office, proposal_id)["mean"] == 7000


def test_societies_never_learn_who_reviewed(office: Office) -> None:
    proposal_id = submitted(office, an_open_call(office))
    office.pass_days(12)
    review_all(office, {})
    shown = [
        office.call(speaker(), "get_grant_proposal", {"proposal_id": proposal_id}),
        office.call(speaker(), "get_grant_marks", {"proposal_id": proposal_id}),
        office.call(
            speaker(), "find_grant_proposals", {"association_id": society_id(1), "limit": 5}
        ),
    ]
    assert "reviewer-" not in str(shown)
    assert shown[1]["mean"] is None
    with pytest.raises(Forbidden):
        assessment(office, proposal_id, speaker())


def test_lists_are_narrowed_to_what_somebody_may_see(office: Office) -> None:
    call_id = an_open_call(office)
    office.societies.different[society_id(2)] = Society("JO-IR", "x", date(2010, 1, 1))
    mine, other = submitted(office, call_id, 1), submitted(office, call_id, 2)

    def seen(actor: object, **filters: str) -> set[str]:
        found = office.call(actor, "find_grant_proposals", filters)  # type: ignore[arg-type]
        return {each["id"] for each in found["items"]}

    assert seen(CLERK) == {mine}
    assert seen(AUDITOR) == seen(MINISTRY) == {mine, other}
    assert seen(speaker(2), association_id=society_id(2)) == {other}
    with pytest.raises(Conflict, match="grant_association_wanted"):
        seen(speaker(2))
    for actor, filters in (
        (speaker(2), {"association_id": society_id(1)}),
        (CLERK, {"governorate": "JO-IR"}),
        (reviewer(1), {}),
        (somebody("caller-1", "partner"), {}),
    ):
        with pytest.raises(Forbidden):
            seen(actor, **filters)
