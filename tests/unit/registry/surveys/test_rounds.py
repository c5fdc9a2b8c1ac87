"""Rounds: planning, target lists, who gets visits, who sees what, progress, closure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.surveys import (
    AUDITOR,
    COLLEAGUE,
    QUESTIONS,
    RESEARCHER,
    SUPERVISOR,
    TITLE,
    Office,
    Refused,
    answered,
    brought,
)

OF_IRBID = replace(SUPERVISOR, subject="supervisor-9", governorates=frozenset({"JO-IR"}))
MARKA = {"governorate": "JO-AM", "district": "لواء ماركا"}


def refusal(office: Office, *asked: Any, **rest: Any) -> str:
    with pytest.raises(Refused) as refused:
        office.ask(*asked, **rest)
    return str(refused.value.code)


def test_a_published_version_never_changes(office: Office) -> None:
    made = office.questionnaire()
    first = {"questionnaire_id": made, "number": 1}
    before = office.ask("get_questionnaire_version", first)
    fewer = {"questionnaire_id": made, "title": TITLE, "questions": QUESTIONS[:1]}
    office.ask("revise_questionnaire", fewer)
    second = office.ask("publish_questionnaire", {"questionnaire_id": made})
    assert office.ask("get_questionnaire_version", first) == before
    assert len(before["questions"]) == len(QUESTIONS)
    assert [each["number"] for each in second["published"]] == [1, 2]
    assert second["draft"] is None
    assert refusal(office, "publish_questionnaire", {"questionnaire_id": made}) == (
        "questionnaire_no_draft"
    )


def test_a_round_is_planned_on_a_published_version_only(office: Office) -> None:
    draft = office.ask("draft_questionnaire", {"title": TITLE, "questions": QUESTIONS})["id"]
    with pytest.raises(Refused, match="questionnaire_version_unknown"):
        office.plan(questionnaire_id=draft)


def test_visits_are_shared_out_evenly(office: Office) -> None:
    both = office.researcher(), office.researcher(COLLEAGUE)
    round_id = office.open(*(office.family() for _ in range(6)))
    for each in both:
        assert len(office.visits(round_id, researcher_id=each)) == 3


def test_who_is_not_trained_gets_no_visit(office: Office) -> None:
    untrained = office.researcher(trained=False)
    round_id = office.open(office.family())
    (visit,) = office.visits(round_id)
    assert (visit["standing"], visit["researcher_id"]) == ("unassigned", None)
    asked = {"survey_visit_id": visit["id"], "researcher_id": untrained}
    assert refusal(office, "assign_survey_visit", asked) == "researcher_not_trained"


def test_who_was_trained_since_gets_what_nobody_had(office: Office) -> None:
    round_id = office.open(*(office.family() for _ in range(2)))
    late = office.researcher()
    office.ask("distribute_survey_visits", {"round_id": round_id, "from_researcher": None})
    office.work("distribute_visits", round_id)
    assert len(office.visits(round_id, researcher_id=late)) == 2
    shown = office.ask("get_survey_round", {"round_id": round_id})
    assert shown["distribution"] == {"from_researcher": None, "assigned": 2, "unassigned": 0}


def test_the_visits_of_who_leaves_go_to_colleagues(office: Office) -> None:
    leaving = office.researcher()
    round_id = office.open(*(office.family() for _ in range(4)))
    staying = office.researcher(COLLEAGUE)
    office.ask("distribute_survey_visits", {"round_id": round_id, "from_researcher": leaving})
    office.work("distribute_visits", round_id)
    assert office.visits(round_id, researcher_id=leaving) == []
    assert len(office.visits(round_id, researcher_id=staying)) == 4


def test_a_visit_is_not_given_outside_of_the_area(office: Office) -> None:
    office.researcher()
    in_marka = office.researcher(COLLEAGUE, MARKA)
    round_id = office.open(office.family())
    (visit,) = office.visits(round_id)
    asked = {"survey_visit_id": visit["id"], "researcher_id": in_marka}
    assert refusal(office, "assign_survey_visit", asked) == "visit_outside_area"


def test_researchers_see_their_own_visits_only(office: Office) -> None:
    own = office.researcher()
    other = office.researcher(COLLEAGUE)
    round_id = office.open(*(office.family() for _ in range(4)))
    mine = office.visits(round_id, RESEARCHER)
    assert {each["researcher_id"] for each in mine} == {own}
    assert office.visits(round_id, RESEARCHER, researcher_id=other) == []
    (foreign, _) = office.visits(round_id, researcher_id=other)
    asked = {"survey_visit_id": foreign["id"]}
    assert refusal(office, "get_survey_visit", asked, RESEARCHER) == "survey_not_yours"
    seen = office.ask("get_survey_progress", {"round_id": round_id}, RESEARCHER)
    assert seen["total"]["visits"] == 2


@pytest.mark.parametrize("actor", [OF_IRBID, RESEARCHER, AUDITOR])
@pytest.mark.parametrize(
    "method", ["choose_survey_targets", "open_survey_round", "close_survey_round"]
)
def test_only_a_supervisor_of_the_place_manages_a_round(
    office: Office, method: str, actor: Any
) -> None:
    round_id = office.plan(office.family())
    assert refusal(office, method, {"round_id": round_id}, actor) == "survey_not_yours"


def test_a_supervisor_elsewhere_sees_neither_round_nor_visit(office: Office) -> None:
    office.researcher()
    round_id = office.open(office.family())
    (visit,) = office.visits(round_id)
    assert office.visits(round_id, OF_IRBID) == []
    asked = {"survey_visit_id": visit["id"]}
    assert refusal(office, "get_survey_visit", asked, OF_IRBID) == "survey_not_yours"
    assert refusal(office, "get_survey_round", {"round_id": round_id}, OF_IRBID) == (
        "survey_not_yours"
    )


def test_an_auditor_sees_that_there_are_records_and_no_answers(office: Office) -> None:
    office.researcher()
    family = office.family()
    round_id = office.open(family)
    office.upload(brought(round_id, family))
    asked = {"survey_visit_id": office.visit(round_id, family)["id"]}
    (record,) = office.ask("get_survey_visit", asked, AUDITOR)["records"]
    assert (record["answers"], record["location"]) == (None, None)
    (whole,) = office.ask("get_survey_visit", asked, RESEARCHER)["records"]
    assert len(whole["answers"]) == len(answered())


def test_a_round_opens_once_its_targets_are_chosen(office: Office) -> None:
    round_id = office.plan(office.family())
    asked = {"round_id": round_id}
    assert refusal(office, "open_survey_round", asked) == "round_not_ready"
    office.ask("choose_survey_targets", asked)
    assert refusal(office, "open_survey_round", asked) == "round_busy"
    office.work("choose_targets", round_id)
    assert office.ask("open_survey_round", asked)["status"] == "open"
    assert refusal(office, "choose_survey_targets", asked) == "round_not_draft"


def test_a_round_is_opened_once_and_not_after_its_end(office: Office) -> None:
    asked = {"round_id": office.open(office.family())}
    assert refused_now(office, asked) == "open"
    office.ask("close_survey_round", {**asked, "note": "Roads are closed by snow"})
    assert refused_now(office, asked) == "closed"


def refused_now(office: Office, asked: dict[str, Any]) -> object:
    """How far the round is, as the refusal to open it says."""
    with pytest.raises(Refused, match="round_not_waiting") as refused:
        office.ask("open_survey_round", asked)
    return refused.value.wire["params"]["status"]


def test_a_round_does_not_end_before_today(office: Office) -> None:
    with pytest.raises(Refused, match="round_ends_too_early"):
        office.plan(office.family(), ends_on="2026-11-21")


def test_progress_counts_by_governorate_and_by_researcher(office: Office) -> None:
    own = office.researcher()
    families = [office.family() for _ in range(4)]
    round_id = office.open(*families)
    office.upload(brought(round_id, families[0]))
    for by, column, group in (
        ("governorate", "governorate", "JO-AM"),
        ("researcher", "researcher_id", own),
    ):
        shown = office.ask("get_survey_progress", {"round_id": round_id, "by": by})
        (row,) = shown["rows"]
        assert row[column] == group
        assert (row["visits"], row["done_percent"]) == (4, 25.0)
        assert (row["standings"]["done"], row["standings"]["assigned"]) == (1, 3)
        assert shown["total"]["visits"] == 4


def test_a_closed_round_says_what_stays_open_and_why(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(3)]
    round_id = office.open(*families)
    refused = {"outcome": "refused", "answers": []}
    office.upload(brought(round_id, families[0]), brought(round_id, families[1], **refused))
    assert refusal(office, "close_survey_round", {"round_id": round_id}) == "closure_needs_reason"
    closed = office.ask("close_survey_round", {"round_id": round_id, "note": "انتهت المدة"})
    assert closed["closure"] == {
        "by": "supervisor-3",
        "on": "2026-11-22",
        "note": "انتهت المدة",
        "done": 1,
        "left_open": [
            {"governorate": "JO-AM", "why": "assigned", "visits": 1},
            {"governorate": "JO-AM", "why": "refused", "visits": 1},
        ],
    }
    assert refusal(office, "close_survey_round", {"round_id": round_id}) == "round_not_open"
