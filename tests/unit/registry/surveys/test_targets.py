"""Whom a round visits: those named, those at a place, those of a programme; and nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chassis.context import Context, use
from services.registry.app.surveys.shapes import targets_from
from tests.support.programmes import ADMINISTRATOR, programme
from tests.support.registry import CLERK, HELPER, protect
from tests.support.surveys import AMMAN, Office, Refused

NOBODY = "0197f3b0-77aa-5c01-8e1d-4b1c9f2d3aff"
IRBIDS_CLERK = replace(CLERK, governorates=frozenset({"JO-IR", "JO-AM"}))
MARKA = {"governorate": "JO-AM", "district": "لواء ماركا"}


def refusal(office: Office, *asked: Any, **rest: Any) -> str:
    with pytest.raises(Refused) as refused:
        office.ask(*asked, **rest)
    return str(refused.value.code)


def aid(office: Office) -> str:
    return str(office.ask("make_programme", programme(rules="cash_support"), ADMINISTRATOR)["id"])


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
