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


@pytest.mark.parametrize(
    ("changes", "flag"),
    [
        ({"ended_at": "2026-11-21T09:03:00.000Z"}, "visit_too_short"),
        ({"ended_at": "2026-11-23T09:00:00.000Z"}, "visit_in_future"),
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


def test_a_visit_that_runs_backwards_is_refused(field: tuple[Office, str, str]) -> None:
    office, round_id, family = field
    backwards = brought(round_id, family, ended_at="2026-11-21T08:00:00.000Z")
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
