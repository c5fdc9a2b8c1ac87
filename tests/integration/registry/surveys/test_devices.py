"""Two survey devices at once: nothing is lost, nothing is kept twice. In memory and on MongoDB."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from services.registry.app.application import Registry
from tests.support.survey_facts import POOR, RICH, Field
from tests.support.surveys import COLLEAGUE, RESEARCHER, Office, answered, brought, worths

AT_ONCE = 8


@pytest.fixture
def office(registry: Registry) -> Office:
    return Office(registry)


def at_once(*works: Callable[[], list[Any]]) -> list[Any]:
    """What became of every visit of batches that are sent at the same time."""
    with ThreadPoolExecutor(len(works)) as pool:
        return [one for batch in [pool.submit(each) for each in works] for one in batch.result()]


def test_the_same_visit_from_two_devices_at_once_is_kept_once(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(5)]
    round_id = office.open(*families)
    visits = [brought(round_id, each) for each in families]

    def device(number: int) -> Callable[[], list[Any]]:
        return lambda: office.upload(*visits, device_id=f"tablet-{number}")

    results = at_once(*(device(number) for number in range(AT_ONCE)))
    assert Counter(each["became"] for each in results) == {
        "accepted": len(visits),
        "repeated": len(visits) * (AT_ONCE - 1),
    }
    for family, visit in zip(families, visits, strict=True):
        (record,) = office.visit(round_id, family)["records"]
        assert record["visit_id"] == visit["visit_id"]


def test_different_visits_of_one_household_at_once_are_all_kept_and_one_counts(
    office: Office,
) -> None:
    office.researcher()
    family = office.family()
    round_id = office.open(family)
    visits = [brought(round_id, family) for _ in range(AT_ONCE)]

    def device(number: int) -> Callable[[], list[Any]]:
        return lambda: office.upload(visits[number], device_id=f"tablet-{number}")

    results = at_once(*(device(number) for number in range(AT_ONCE)))
    assert Counter((each["became"], each["code"]) for each in results) == {
        ("accepted", None): 1,
        ("conflict", "another_record"): AT_ONCE - 1,
    }
    kept = office.visit(round_id, family)
    assert kept["standing"] == "conflict"
    assert {each["visit_id"] for each in kept["records"]} == {each["visit_id"] for each in visits}
    assert Counter(each["worth"] for each in kept["records"]) == {
        "accepted": 1,
        "waiting": AT_ONCE - 1,
    }


def test_a_visit_that_is_brought_while_it_is_given_to_somebody_else_is_not_lost(
    office: Office,
) -> None:
    office.researcher()
    other = office.researcher(COLLEAGUE)
    families = [office.family() for _ in range(AT_ONCE)]
    round_id = office.open(*families)
    mine = office.visits(round_id, RESEARCHER)
    visits = [brought(round_id, each["household_id"]) for each in mine]

    def give(visit: Any) -> Callable[[], list[Any]]:
        def work() -> list[Any]:
            asked = {"survey_visit_id": visit["id"], "researcher_id": other}
            try:
                office.ask("assign_survey_visit", asked)
            except Exception as error:  # noqa: BLE001  (who comes second is told so)
                return [{"became": str(error)}]
            return [{"became": "given"}]

        return work

    def bring(visit: Any) -> Callable[[], list[Any]]:
        return lambda: office.upload(visit)

    results = at_once(*(give(each) for each in mine), *(bring(each) for each in visits))
    outcomes = Counter(each["became"] for each in results)
    assert outcomes["accepted"] + outcomes["conflict"] == len(visits)
    assert outcomes["given"] == outcomes["conflict"]
    assert outcomes["visit_settled"] == outcomes["accepted"]
    for visit in visits:
        (record,) = office.visit(round_id, visit["household_id"])["records"]
        assert record["visit_id"] == visit["visit_id"]


def test_one_identifier_for_two_households_at_once_is_kept_for_one(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(2)]
    round_id = office.open(*families)
    name = str(uuid.uuid4())

    def bring(family: str) -> Callable[[], list[Any]]:
        return lambda: office.upload(brought(round_id, family, visit_id=name))

    results = at_once(*(bring(each) for each in families))
    assert sorted((each["became"], each["code"] or "") for each in results) == [
        ("accepted", ""),
        ("refused", "visit_id_taken"),
    ]


def test_progress_counts_every_visit_once(office: Office) -> None:
    own = office.researcher()
    families = [office.family() for _ in range(6)]
    round_id = office.open(*families)
    office.upload(
        brought(round_id, families[0]),
        brought(round_id, families[1], location=None),
        brought(round_id, families[2], outcome="refused", answers=[]),
    )
    shown = office.ask("get_survey_progress", {"round_id": round_id, "by": "researcher"})
    (row,) = shown["rows"]
    assert row["researcher_id"] == own
    assert {name: count for name, count in row["standings"].items() if count} == {
        "done": 1,
        "review": 1,
        "refused": 1,
        "assigned": 3,
    }
    assert (row["visits"], row["done_percent"]) == (6, 16.7)


def test_the_same_answers_are_found_at_other_households(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(3)]
    round_id = office.open(*families)
    results = office.upload(*(brought(round_id, each, answers=answered()) for each in families))
    assert [each["became"] for each in results] == ["accepted", "review", "review"]
    assert "2 other households" in results[2]["flags"][0]["detail"]


def test_the_same_answers_at_two_households_at_once_are_noticed(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(AT_ONCE)]
    round_id = office.open(*families)

    def bring(family: str) -> Callable[[], list[Any]]:
        return lambda: office.upload(brought(round_id, family, answers=answered()))

    results = at_once(*(bring(each) for each in families))
    assert Counter(each["became"] for each in results) == {"accepted": 1, "review": AT_ONCE - 1}


def test_visits_are_shared_out_and_listed_page_by_page(office: Office) -> None:
    office.researcher()
    round_id = office.open(*(office.family() for _ in range(5)))
    seen: list[str] = []
    after = None
    while True:
        asked = {"round_id": round_id, "limit": 2, "after": after}
        page = office.ask("find_survey_visits", asked)
        seen += [each["household_id"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 5


def test_what_a_visit_told_that_is_set_aside_is_withdrawn_with_the_decision(office: Office) -> None:
    field = Field(office)
    field.bring(POOR, 21)
    field.bring(RICH, 20)
    assert worths(field.decide(1)) == ["superseded", "accepted"]
    assert field.standing() == RICH
    assert "JD 900 a month" in field.income_counted()
    assert worths(field.decide(0)) == ["accepted", "superseded"]
    assert field.standing() == POOR


def test_two_visits_of_one_hour_at_two_homes_that_come_at_once_are_noticed(office: Office) -> None:
    office.researcher()
    families = [office.family() for _ in range(4)]
    round_id = office.open(*families)
    hour = {"started_at": "2026-11-21T09:00:00Z", "ended_at": "2026-11-21T09:30:00Z"}
    visits = [brought(round_id, each, **hour) for each in families]

    def bring(visit: Any) -> Callable[[], list[Any]]:
        return lambda: office.upload(visit)

    results = at_once(*(bring(each) for each in visits))
    assert Counter(each["became"] for each in results) == {"accepted": 1, "review": 3}


def test_one_batch_sent_several_times_at_once_under_its_key_is_answered_the_same(
    office: Office,
) -> None:
    office.researcher()
    families = [office.family() for _ in range(3)]
    round_id = office.open(*families)
    visits = [brought(round_id, each) for each in families]

    def bring() -> list[Any]:
        return [office.upload(*visits, key="k-1")]

    first, *others = at_once(*[bring] * 4)
    assert others == [first] * 3
    assert office.upload(*visits, key="k-1") == first
    assert all(len(office.visit(round_id, each)["records"]) == 1 for each in families)
