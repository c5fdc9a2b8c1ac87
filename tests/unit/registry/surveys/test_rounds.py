"""Rounds: planning, target lists, who gets visits, who sees what, progress, closure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chassis.context import Context, use
from services.registry.app.surveys.shapes import targets_from
from tests.support.programmes import ADMINISTRATOR, programme
from tests.support.registry import CLERK, HELPER, protect
from tests.support.surveys import (
    AMMAN,
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
NOBODY = "0197f3b0-77aa-5c01-8e1d-4b1c9f2d3aff"
IRBIDS_CLERK = replace(CLERK, governorates=frozenset({"JO-IR", "JO-AM"}))
MARKA = {"governorate": "JO-AM", "district": "لواء ماركا"}


def refusal(office: Office, *asked: Any, **rest: Any) -> str:
    with pytest.raises(Refused) as refused:
        office.ask(*asked, **rest)
    return str(refused.value.code)


def aid(office: Office) -> str:
    return str(office.ask("make_programme", programme(rules="cash_support"), ADMINISTRATOR)["id"])


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


def test_the_named_households_of_the_place_are_visited_and_no_others(office: Office) -> None:
    office.researcher()
    here, unnamed = office.family(), office.family()
    in_irbid = {"governorate": "JO-IR", "district": None, "details": None}
    elsewhere = office.family(by=IRBIDS_CLERK, address=in_irbid)
    round_id = office.open(here, elsewhere)
    assert [each["household_id"] for each in office.visits(round_id)] == [here]
    assert office.ask("get_survey_round", {"round_id": round_id})["chosen"] == 1
    assert unnamed != here


def test_a_named_household_in_which_nobody_lives_is_not_visited(office: Office) -> None:
    office.researcher()
    here, ended = office.family(), office.family()
    head = office.ask("get_household", {"household_id": ended}, CLERK)["head_id"]
    told = {"household_id": ended, "on": "2026-01-05", "person_id": head}
    office.ask("record_death", told, CLERK)
    round_id = office.open(here, ended)
    assert [each["household_id"] for each in office.visits(round_id)] == [here]


def test_households_and_a_programme_that_are_not_there_are_refused_where_they_stand(
    office: Office,
) -> None:
    here, hidden = office.family(), office.family()
    with use(Context(HELPER)):
        head = office.ask("get_household", {"household_id": hidden}, CLERK)["head_id"]
        protect(office.registry, head, HELPER, centre="shelter-1", with_household=True)
    with pytest.raises(Refused, match="targets_unknown") as refused:
        office.plan(here, NOBODY, hidden)
    assert [(each["pointer"], each["code"]) for each in refused.value.wire["errors"]] == [
        ("/targets/household_ids/1", "target_household_unknown"),
        ("/targets/household_ids/2", "target_household_unknown"),
    ]
    with pytest.raises(Refused, match="targets_unknown") as refused:
        office.plan(targets={"places": [AMMAN], "programme_id": NOBODY})
    assert refused.value.wire["errors"][0]["pointer"] == "/targets/programme_id"


def test_enrolment_statuses_without_a_programme_are_refused(office: Office) -> None:
    with pytest.raises(Refused, match="invalid_request") as refused:
        office.plan(targets={"places": [AMMAN], "enrolment_statuses": ["applied"]})
    (error,) = refused.value.wire["errors"]
    assert error["pointer"] == "/targets/enrolment_statuses"
    assert error["code"] == "wants_programme"


def test_a_round_that_found_nobody_is_chosen_anew_or_given_up(office: Office) -> None:
    round_id = office.plan(targets={"places": [MARKA]})
    asked = {"round_id": round_id}

    def chosen() -> Any:
        office.ask("choose_survey_targets", asked)
        office.work("choose_targets", round_id)
        return office.ask("get_survey_round", asked)["chosen"]

    assert chosen() == 0
    assert refusal(office, "open_survey_round", asked) == "round_not_ready"
    office.family(address={**MARKA, "details": None})
    assert chosen() == 1
    assert refusal(office, "choose_survey_targets", asked) == "round_not_draft"
    empty = {"round_id": office.plan(targets={"places": [{**MARKA, "district": "لواء القويسمة"}]})}
    closed = office.ask("close_survey_round", empty)
    assert (closed["status"], closed["closure"]["left_open"]) == ("closed", [])
    assert refusal(office, "close_survey_round", empty) == "round_not_open"


def test_a_place_alone_chooses_everybody_there(office: Office) -> None:
    office.researcher()
    inside = office.family(address={**MARKA, "details": None})
    office.family()
    round_id = office.open(targets={"places": [MARKA]})
    assert [each["household_id"] for each in office.visits(round_id)] == [inside]


def test_choosing_again_after_an_interruption_adds_nothing(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(3)]
    round_id = office.plan(*families)
    office.ask("choose_survey_targets", {"round_id": round_id})
    office.work("choose_targets", round_id)
    before = office.visits(round_id)
    office.work("choose_targets", round_id)
    assert office.visits(round_id) == before
    assert len(before) == 3


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


def test_a_round_does_not_end_before_today(office: Office) -> None:
    with pytest.raises(Refused, match="round_ends_too_early"):
        office.plan(office.family(), ends_on="2026-11-21")


def test_households_are_named_or_chosen_not_both(office: Office) -> None:
    targets = {
        "places": [AMMAN],
        "household_ids": [office.family()],
        "programme_id": aid(office),
    }
    with pytest.raises(Refused, match="targets_ambiguous"):
        office.plan(targets=targets)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (
            {},
            ["applied", "assessed", "waiting", "active", "suspended"],
        ),
        ({"enrolment_statuses": ["assessed"]}, ["assessed"]),
        ({"programme_id": None}, []),
    ],
)
def test_of_a_programme_who_applied_and_who_benefits_unless_it_is_said(
    office: Office, asked: dict[str, Any], shown: list[str]
) -> None:
    targets = {"places": [AMMAN], "programme_id": aid(office), **asked}
    round_id = office.plan(targets=targets)
    targets = office.ask("get_survey_round", {"round_id": round_id})["targets"]
    assert targets["enrolment_statuses"] == shown


def test_a_round_that_was_planned_before_it_could_be_said_is_for_who_benefits() -> None:
    kept = {"places": [AMMAN], "programme_id": NOBODY}
    assert targets_from(kept).enrolment_statuses == ("active",)


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
