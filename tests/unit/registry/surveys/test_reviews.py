"""Visits that are doubtful, who decides on them, and what an accepted one tells of a household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.surveys.ports import Source
from services.registry.bootstrap import in_memory, surveys
from services.registry.bootstrap.house import MemoryHouse
from services.registry.settings import RegistrySettings
from tests.support.surveys import (
    COLLEAGUE,
    KNOWN,
    QUESTIONS,
    RESEARCHER,
    Office,
    Refused,
    answered,
    became,
    brought,
    decide,
    question,
    worths,
)


def lasting(begins: str, ends: str) -> dict[str, str]:
    """From when to when in November 2026, UTC."""
    return {"started_at": f"2026-11-{begins}:00Z", "ended_at": f"2026-11-{ends}:00Z"}


@pytest.mark.parametrize(
    ("changes", "flag"),
    [
        (lasting("21T09:00", "21T09:03"), "visit_too_short"),
        (lasting("21T09:00", "21T13:01"), "visit_too_long"),
        (lasting("23T08:30", "23T09:00"), "visit_in_future"),
        (lasting("19T20:40", "19T21:10"), "visit_outside_round"),
        ({"location": None}, "location_missing"),
        ({"location": {"latitude": 29.5, "longitude": 35.0, "accuracy_m": 9}}, "location_far"),
        ({"location": {"latitude": 31.9, "longitude": 35.9, "accuracy_m": 900}}, "location_coarse"),
    ],
)
def test_a_doubtful_visit_goes_to_review(
    field: tuple[Office, str, str], changes: Mapping[str, Any], flag: str
) -> None:
    office, round_id, family = field
    (result,) = office.upload(brought(round_id, family, **changes))
    assert (result["became"], [each["code"] for each in result["flags"]]) == ("review", [flag])
    visit = office.visit(round_id, family)
    assert (visit["standing"], worths(visit)) == ("review", ["waiting"])
    assert decide(office, visit, 0, accept=False)["standing"] == "assigned"


def test_the_same_answers_at_two_households_go_to_review(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(2)]
    round_id = office.open(*families)
    results = office.upload(*(brought(round_id, each, answers=answered()) for each in families))
    assert became(results) == [("accepted", None), ("review", None)]
    assert results[1]["flags"][0]["code"] == "answers_repeated"
    assert "1 other households" in results[1]["flags"][0]["detail"]


def test_a_visit_of_years_ago_tells_the_household_nothing_until_it_is_decided(
    field: tuple[Office, str, str],
) -> None:
    office, round_id, family = field
    years_ago = {"started_at": "2019-05-01T09:00:00Z", "ended_at": "2019-05-01T09:30:00Z"}
    (result,) = office.upload(brought(round_id, family, **years_ago))
    assert [each["code"] for each in result["flags"]] == ["visit_outside_round"]
    assert "2019-05-01" in result["flags"][0]["detail"]
    assert worths(office.visit(round_id, family)) == ["waiting"]


def test_the_first_half_hour_of_the_round_at_the_counter_is_in_it(
    field: tuple[Office, str, str],
) -> None:
    office, round_id, family = field
    visit = brought(round_id, family, **lasting("19T21:00", "19T21:30"))
    assert became(office.upload(visit)) == [("accepted", None)]


@pytest.mark.parametrize("first", [0, 1], ids=["earlier first", "later first"])
def test_a_researcher_is_not_at_two_homes_at_once(office: Office, first: int) -> None:
    office.researcher()
    families = [office.family() for _ in range(2)]
    round_id = office.open(*families)
    visits = [
        brought(round_id, families[0], **lasting("21T09:00", "21T09:30")),
        brought(round_id, families[1], **lasting("21T09:20", "21T09:50")),
    ]
    assert became(office.upload(visits[first])) == [("accepted", None)]
    (result,) = office.upload(visits[1 - first])
    assert [each["code"] for each in result["flags"]] == ["visits_overlap"]


def test_a_visit_over_midnight_overlaps_with_one_of_the_next_day(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(2)]
    round_id = office.open(*families)
    results = office.upload(
        brought(round_id, families[0], **lasting("20T23:40", "21T00:20")),
        brought(round_id, families[1], **lasting("21T00:05", "21T00:35")),
    )
    assert [each["became"] for each in results] == ["accepted", "review"]


def test_what_shares_a_minute_a_colleague_or_a_rejected_visit_is_no_overlap(
    office: Office,
) -> None:
    office.researcher()
    families = [office.family() for _ in range(3)]
    round_id = office.open(*families)
    doubtful = brought(round_id, families[0], **lasting("21T09:00", "21T09:30"), location=None)
    office.upload(doubtful)
    decide(office, office.visit(round_id, families[0]), 0, accept=False)
    results = office.upload(
        brought(round_id, families[1], **lasting("21T09:00", "21T09:30")),
        brought(round_id, families[2], **lasting("21T09:26", "21T10:00")),
    )
    assert became(results) == [("accepted", None), ("accepted", None)]
    other = office.researcher(COLLEAGUE)
    home = office.family()
    later = office.open(home)
    (visit,) = office.visits(later)
    office.ask("assign_survey_visit", {"survey_visit_id": visit["id"], "researcher_id": other})
    same_time = brought(later, home, **lasting("21T09:00", "21T09:30"))
    assert became(office.upload(same_time, actor=COLLEAGUE)) == [("accepted", None)]


def test_a_visit_that_runs_backwards_is_refused(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    backwards = brought(round_id, family, **lasting("21T09:00", "21T08:00"))
    assert became(office.upload(backwards)) == [("refused", "visit_backwards")]


def test_who_made_a_visit_does_not_decide_on_it(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    office.upload(brought(round_id, family, location=None))
    both = replace(RESEARCHER, roles=frozenset({"caseworker", "supervisor"}))
    with pytest.raises(Refused, match="record_is_your_own"):
        decide(office, office.visit(round_id, family), 0, accept=True, actor=both)


def test_what_is_decided_is_not_decided_again(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    office.upload(brought(round_id, family, location=None))
    visit = office.visit(round_id, family)
    decide(office, visit, 0, accept=True)
    with pytest.raises(Refused, match="record_not_waiting"):
        decide(office, visit, 0, accept=False)


class Told:
    """Profiles that remember what they were told, and may refuse it."""

    def __init__(self) -> None:
        self.facts: list[tuple[str, dict[str, Any], Source]] = []
        self.away = False

    def record(self, household_id: str, facts: Mapping[str, Any], source: Source) -> None:
        if self.away:
            raise ConnectionError
        self.facts.append((household_id, dict(facts), source))

    def set_aside(self, *_: Any) -> None:
        raise AssertionError("nothing was decided against a record that counted")


def telling() -> tuple[Office, Told]:
    """An office whose accepted visits tell profiles how many rooms a household has."""
    told, database = Told(), MemoryDatabase()
    clock = FixedClock(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))
    house = MemoryHouse(database, clock, RegistrySettings())
    whole: Registry = in_memory(database, clock)
    targeting = whole.eligibility.targeting
    area = surveys.wire(house, told, targeting, lambda: {"rooms": KNOWN["rooms"]}, set)
    whole = replace(whole, surveys=area, work=area.work)
    return Office(whole), told


ROOMS = [question("rooms", "whole", least=0, indicator="rooms"), *QUESTIONS[1:]]


def test_an_accepted_visit_tells_the_household_and_a_doubtful_one_only_once_accepted() -> None:
    office, told = telling()
    office.researcher()
    families = [office.family() for _ in range(2)]
    round_id = office.open(*families, questionnaire_id=office.questionnaire(ROOMS))
    office.upload(brought(round_id, families[0]), brought(round_id, families[1], location=None))
    (first,) = told.facts
    visit = office.visit(round_id, families[0])
    assert first == (families[0], {"rooms": 3}, Source("survey", visit["id"], date(2026, 11, 21)))
    decide(office, office.visit(round_id, families[1]), 0, accept=True)
    assert [each[0] for each in told.facts] == families


def test_a_visit_whose_facts_cannot_be_told_is_not_kept() -> None:
    office, told = telling()
    office.researcher()
    family = office.family()
    round_id = office.open(family, questionnaire_id=office.questionnaire(ROOMS))
    visit = brought(round_id, family)
    told.away = True
    with pytest.raises(Refused, match="internal"):
        office.upload(visit)
    assert office.visit(round_id, family)["records"] == []
    told.away = False
    assert became(office.upload(visit)) == [("accepted", None)]
    assert len(told.facts) == 1
