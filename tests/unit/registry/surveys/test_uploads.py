"""Batches from devices: repetition, conflicts, what comes late, and what is put off."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.support.surveys import (
    ANSWERS,
    COLLEAGUE,
    QUESTIONS,
    TITLE,
    Office,
    Refused,
    answered,
    became,
    brought,
    decide,
    question,
    worths,
)

ATTEMPT: dict[str, Any] = {"outcome": "nobody_home", "answers": [], "location": None}


def test_a_sound_visit_is_done(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    assert became(office.upload(brought(round_id, family))) == [("accepted", None)]
    visit = office.visit(round_id, family)
    assert (visit["standing"], worths(visit)) == ("done", ["accepted"])
    assert visit["records"][0]["rules_of"] == "2026-11-01"


@pytest.mark.parametrize("device", ["tablet-17", "tablet-18"])
def test_the_same_visit_brought_again_is_kept_once(
    field: tuple[Office, str, str], device: str
) -> None:
    office, round_id, family = field
    visit = brought(round_id, family)
    office.upload(visit)
    assert became(office.upload(visit, device_id=device)) == [("repeated", None)]
    assert len(office.visit(round_id, family)["records"]) == 1


def test_each_visit_of_a_batch_stands_for_itself(field: tuple[Office, str, str]) -> None:
    office, _, _ = field
    families = [office.family() for _ in range(2)]
    round_id = office.open(*families)
    nobody = str(uuid.uuid4())
    results = office.upload(
        brought(round_id, families[0], answers=answered(rooms=99, income=None)),
        brought(round_id, nobody),
        brought(round_id, families[1]),
    )
    assert became(results) == [
        ("refused", "answers_do_not_fit"),
        ("refused", "survey_visit_not_found"),
        ("accepted", None),
    ]
    assert {(each["question"], each["code"]) for each in results[0]["problems"]} == {
        ("rooms", "answer_out_of_bounds"),
        ("income", "answer_missing"),
    }
    assert office.visit(round_id, families[0])["records"] == []


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Accepted from 1 to 30."), ("ar", "المقبول")]
)
def test_what_is_wrong_is_said_in_the_language_of_the_device(
    field: tuple[Office, str, str], language: str, words: str
) -> None:
    office, round_id, family = field
    visit = brought(round_id, family, answers=answered(rooms=99))
    (result,) = office.upload(visit, language=language)
    assert result["problems"][0]["detail"].startswith(words)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"rooms": "many"}, "عدد صحيح"),
        ({"income": True}, "مبلغ بالفلس"),
        ({"last_meal_on": 7}, "تاريخ"),
        ({"owns_home": 1}, "نعم أو لا"),
        ({"water_source": 1}, "خيار واحد"),
        ({"assets": "car"}, "خيارات"),
        ({"remarks": 5}, "نص"),
    ],
)
def test_the_kind_of_answer_is_called_by_its_arabic_name(
    field: tuple[Office, str, str], answer: dict[str, Any], words: str
) -> None:
    office, round_id, family = field
    visit = brought(round_id, family, answers=answered(**answer))
    (result,) = office.upload(visit, language="ar")
    detail = result["problems"][0]["detail"]
    assert words in detail
    assert not any("a" <= letter <= "z" for letter in detail)


@pytest.mark.parametrize(
    "typed",
    [
        {"rooms": "3", "income": "310000", "last_meal_on": "2026-11-20"},
        {"rooms": "٣", "income": "٣١٠٠٠٠", "last_meal_on": "٢٠٢٦-١١-٢٠"},
        {"rooms": "۳", "income": "۳۱۰۰۰۰", "last_meal_on": "۲۰۲۶-۱۱-۲۰"},
    ],
)
def test_numbers_and_days_are_kept_alike_whichever_digits_were_typed(
    field: tuple[Office, str, str], typed: dict[str, str]
) -> None:
    office, round_id, family = field
    visit = brought(round_id, family, answers=answered(**typed, remarks="الطابق ٣"))
    assert became(office.upload(visit)) == [("accepted", None)]
    kept = {
        each["question"]: each["value"]
        for each in office.visit(round_id, family)["records"][0]["answers"]
    }
    assert kept == {**ANSWERS, "remarks": "الطابق ٣"}


def test_the_same_visit_in_other_digits_is_the_same_visit(
    field: tuple[Office, str, str],
) -> None:
    office, round_id, family = field
    nine = {"started_at": "2026-11-21T09:00:00.000Z", "ended_at": "2026-11-21T09:35:00.000Z"}
    typed = answered(rooms="٣", last_meal_on="٢٠٢٦-١١-٢٠")
    visit = brought(round_id, family, **nine, answers=typed)
    office.upload(visit)
    again = {**visit, "answers": answered(), "started_at": "٢٠٢٦-١١-٢١T٠٩:٠٠:٠٠.٠٠٠Z"}
    assert became(office.upload(again)) == [("repeated", None)]


def test_answers_are_read_by_the_version_that_the_device_had(
    field: tuple[Office, str, str],
) -> None:
    office, round_id, family = field
    made = office.ask("get_survey_round", {"round_id": round_id})["questionnaire_id"]
    more = [*QUESTIONS, question("floor", "whole")]
    office.ask(
        "revise_questionnaire", {"questionnaire_id": made, "title": TITLE, "questions": more}
    )
    office.ask("publish_questionnaire", {"questionnaire_id": made})
    newer = brought(round_id, family, questionnaire_version=2)
    assert became(office.upload(newer)) == [("refused", "answers_do_not_fit")]
    assert became(office.upload({**newer, "questionnaire_version": 3})) == [
        ("refused", "questionnaire_version_unknown")
    ]
    assert became(office.upload({**newer, "questionnaire_version": 1})) == [("accepted", None)]


def test_a_visit_changed_on_the_device_waits_beside_the_first(
    field: tuple[Office, str, str],
) -> None:
    office, round_id, family = field
    first = brought(round_id, family)
    changed = {**first, "answers": answered(rooms=5)}
    office.upload(first)
    assert became(office.upload(changed)) == [("conflict", "changed_on_device")]
    visit = office.visit(round_id, family)
    assert (visit["standing"], worths(visit)) == ("conflict", ["accepted", "waiting"])


def test_two_visits_of_one_household_wait_for_a_decision(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    results = office.upload(brought(round_id, family), brought(round_id, family))
    assert became(results) == [("accepted", None), ("conflict", "another_record")]
    visit = decide(office, office.visit(round_id, family), 1, accept=True)
    assert (visit["standing"], worths(visit)) == ("done", ["superseded", "accepted"])


def test_a_rejected_conflict_leaves_the_first_visit_standing(
    field: tuple[Office, str, str],
) -> None:
    office, round_id, family = field
    office.upload(brought(round_id, family), brought(round_id, family))
    visit = decide(office, office.visit(round_id, family), 1, accept=False)
    assert (visit["standing"], worths(visit)) == ("done", ["accepted", "rejected"])


def test_a_visit_given_to_somebody_else_meanwhile_is_kept_as_conflict(
    field: tuple[Office, str, str],
) -> None:
    office, round_id, family = field
    other = office.researcher(COLLEAGUE)
    (visit,) = office.visits(round_id)
    office.ask("assign_survey_visit", {"survey_visit_id": visit["id"], "researcher_id": other})
    assert became(office.upload(brought(round_id, family))) == [("conflict", "reassigned")]
    assert became(office.upload(brought(round_id, family), actor=COLLEAGUE)) == [
        ("conflict", "another_record")
    ]
    decided = decide(office, office.visit(round_id, family), 0, accept=True)
    assert (decided["standing"], worths(decided)) == ("done", ["accepted", "rejected"])


def test_a_visit_that_was_never_theirs_is_refused(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    office.researcher(COLLEAGUE)
    assert became(office.upload(brought(round_id, family), actor=COLLEAGUE)) == [
        ("refused", "survey_not_yours")
    ]


def test_who_is_not_on_the_list_uploads_nothing(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    with pytest.raises(Refused, match="not_a_researcher"):
        office.upload(brought(round_id, family), actor=COLLEAGUE)


def test_a_visit_that_comes_after_closure_is_kept(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    office.ask("close_survey_round", {"round_id": round_id, "note": "انتهت المدة"})
    assert became(office.upload(brought(round_id, family))) == [("conflict", "after_closure")]
    assert decide(office, office.visit(round_id, family), 0, accept=True)["standing"] == "done"


def test_an_identifier_that_was_used_for_another_household_is_refused(
    field: tuple[Office, str, str],
) -> None:
    office, _, _ = field
    families = [office.family() for _ in range(2)]
    round_id = office.open(*families)
    one = brought(round_id, families[0])
    two = brought(round_id, families[1], visit_id=one["visit_id"])
    assert became(office.upload(one, two)) == [("accepted", None), ("refused", "visit_id_taken")]


def test_an_empty_home_is_tried_again_until_the_rules_say_enough(
    field: tuple[Office, str, str],
) -> None:
    office, round_id, family = field
    standings = []
    for _ in range(3):
        assert became(office.upload(brought(round_id, family, **ATTEMPT))) == [("accepted", None)]
        standings.append(office.visit(round_id, family)["standing"])
    assert standings == ["attempted", "attempted", "nobody_home"]
    assert became(office.upload(brought(round_id, family))) == [("accepted", None)]
