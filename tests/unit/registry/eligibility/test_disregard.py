"""Earnings are disregarded for a year from the day they began, and count by themselves after it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.memory import MemoryDatabase
from services.registry.adapters.eligibility import rules, sources
from services.registry.bootstrap import wire
from services.registry.bootstrap.house import MemoryHouse
from services.registry.domain.eligibility.facts import Source
from services.registry.domain.eligibility.indicators import Window
from services.registry.domain.eligibility.profile import Profile
from services.registry.settings import RULES, RegistrySettings
from tests.support.profiles import days_looked_on
from tests.support.programmes import Office
from tests.support.registry import CLERK

INDICATORS = rules.indicators(RULES).on(date(2026, 11, 22))
IN_FORCE = sources.in_force(sources.load(RULES))
YEAR = Window("earned_income_fils", 12)
NEW_YEAR = date(2025, 1, 1)


def profile(*incomes: tuple[date, int]) -> Profile:
    made = Profile("household-1")
    for number, (day, fils) in enumerate(incomes):
        source = Source("survey", f"visit-{number}", day)
        made.record({"earned_income_fils": fils}, source, INDICATORS, IN_FORCE)
    return made


def test_the_year_counts_from_the_day_on_which_earnings_began() -> None:
    one = profile((date(2025, 1, 1), 0), (date(2025, 6, 1), 300_000))
    assert one.lowest(YEAR, date(2026, 5, 31)) == 0
    assert one.lowest(YEAR, date(2026, 6, 1)) == 300_000
    assert one.looks_on == date(2026, 6, 1)


def test_earnings_that_stopped_and_began_again_have_their_whole_year() -> None:
    one = profile((date(2025, 1, 1), 300_000), (date(2025, 4, 1), 0), (date(2025, 5, 1), 300_000))
    assert one.lowest(YEAR, date(2025, 5, 2)) == 0
    assert one.lowest(YEAR, date(2026, 4, 30)) == 0
    assert one.lowest(YEAR, date(2026, 5, 1)) == 300_000


def test_every_rise_is_disregarded_for_its_own_year() -> None:
    one = profile((date(2025, 1, 1), 0), (date(2025, 3, 1), 200_000), (date(2025, 9, 1), 300_000))
    assert one.looks_on == date(2026, 3, 1)
    assert one.lowest(YEAR, date(2026, 3, 1)) == 200_000
    one.disregard_is_over(date(2026, 3, 1), INDICATORS)
    assert (one.looks_on, one.lowest(YEAR, date(2026, 9, 1))) == (date(2026, 9, 1), 300_000)


def test_what_was_corrected_on_the_same_day_never_was() -> None:
    one = profile((date(2025, 1, 1), 0), (date(2025, 1, 1), 300_000))
    assert one.lowest(YEAR, date(2025, 1, 2)) == 300_000
    assert one.looks_on is None


def test_earnings_from_the_beginning_and_earnings_that_fall_are_not_looked_at_again() -> None:
    assert profile((date(2025, 1, 1), 300_000)).looks_on is None
    assert profile((date(2025, 1, 1), 300_000), (date(2025, 6, 1), 0)).looks_on is None


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(days, st.sampled_from([0, 100, 200, 300])), min_size=1, max_size=6), days)
def test_the_lowest_changes_on_no_other_days_than_those_that_are_looked_on(
    incomes: list[tuple[date, int]], start: date
) -> None:
    one = profile(*sorted(incomes, key=lambda each: each[0]))
    first = max(start, max(day for day, _ in incomes))
    looked_on = days_looked_on(one, first)
    later = [first + timedelta(days=number) for number in range(800)]
    changes = {
        after
        for before, after in pairwise(later)
        if one.lowest(YEAR, before) != one.lowest(YEAR, after)
    }
    assert changes == looked_on


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 7, 0, tzinfo=UTC))


@pytest.fixture
def office(clock: FixedClock) -> Office:
    memory = MemoryDatabase()
    house = MemoryHouse(memory, clock, RegistrySettings())
    office = Office(house, memory=memory)
    office.registry = office.service.application = wire(house)
    return office


def told(office: Office) -> list[str]:
    assert office.memory is not None
    return [
        event["type"].removeprefix("kanaf.registry.")
        for collection in ("enrolments", "profiles")
        for document in office.memory.collections[collection].values()
        for event in document["pending"]
    ]


def earns(office: Office, home: dict[str, Any], on: date, fils: int, kind: str = "survey") -> None:
    with use(Context(CLERK)):
        office.registry.eligibility.profiles.record(
            home["id"], {"earned_income_fils": fils}, Source(kind, f"{kind}-{on}", on)
        )


@pytest.mark.parametrize(("fils", "status"), [(60_000, "active"), (400_000, "exited")])
def test_when_the_year_is_over_the_benefit_is_computed_anew_by_itself_once(
    office: Office, clock: FixedClock, fils: int, status: str
) -> None:
    aid, home = office.programme(rules="cash_support", review_every_months=None), office.household()
    earns(office, home, date(2026, 11, 1), 0)
    enrolled = office.approved(aid, home)
    earns(office, home, date(2026, 11, 22), fils)
    before = len(told(office))

    def now() -> dict[str, Any]:
        office.later(clock)
        return office.registry.programmes.enrolments.enrolments.view(enrolled["id"])

    clock.advance(timedelta(days=364))
    assert (now()["amount_fils"], len(told(office))) == (enrolled["amount_fils"], before)
    clock.advance(timedelta(days=1))
    found = now()
    assert found["status"] == status
    if status == "active":
        assert found["amount_fils"] < enrolled["amount_fils"]
    change = "enrolment.ended.v1" if status == "exited" else "enrolment.amount_changed.v1"
    assert told(office).count(change) == 1
    assert told(office).count("profile.disregard_ended.v1") == 1
    assert len(told(office)) == before + 2
    clock.advance(timedelta(days=400))
    assert len([now(), *told(office)]) == before + 3


def test_a_declaration_that_waited_has_the_benefit_computed_anew_on_its_day_once(
    office: Office, clock: FixedClock
) -> None:
    aid, home = office.programme(rules="cash_support", review_every_months=None), office.household()
    earns(office, home, date(2026, 11, 20), 100_000, "cross_check")
    enrolled = office.approved(aid, home)
    earns(office, home, date(2026, 11, 22), 0, "declaration")
    before = len(told(office))

    def now() -> dict[str, Any]:
        office.later(clock)
        return office.registry.programmes.enrolments.enrolments.view(enrolled["id"])

    clock.advance(timedelta(days=362))
    assert (now()["amount_fils"], len(told(office))) == (enrolled["amount_fils"], before)
    clock.advance(timedelta(days=1))
    assert now()["amount_fils"] > enrolled["amount_fils"]
    assert told(office).count("profile.disregard_ended.v1") == 1
    assert told(office).count("enrolment.amount_changed.v1") == 1
    clock.advance(timedelta(days=800))
    assert len([now(), *told(office)]) == before + 3


def test_a_visit_before_that_day_settles_it(office: Office, clock: FixedClock) -> None:
    aid, home = office.programme(rules="cash_support", review_every_months=None), office.household()
    earns(office, home, date(2026, 11, 20), 100_000, "cross_check")
    enrolled = office.approved(aid, home)
    earns(office, home, date(2026, 11, 22), 0, "declaration")
    earns(office, home, date(2026, 12, 1), 100_000)
    clock.advance(timedelta(days=800))
    office.later(clock)
    view = office.registry.programmes.enrolments.enrolments.view(enrolled["id"])
    assert (view["status"], view["amount_fils"]) == ("active", enrolled["amount_fils"])
    assert told(office).count("profile.disregard_ended.v1") == 0


def test_what_is_computed_late_is_of_the_day_it_was_due(office: Office, clock: FixedClock) -> None:
    """Twice within one downtime: of each rise the year is over."""
    aid, home = office.programme(rules="cash_support", review_every_months=None), office.household()
    earns(office, home, date(2026, 11, 1), 0)
    enrolled = office.approved(aid, home)
    clock.advance(timedelta(days=8))
    earns(office, home, date(2026, 11, 25), 20_000)
    earns(office, home, date(2026, 11, 30), 90_000)
    clock.advance(timedelta(days=372))
    office.later(clock)
    view = office.registry.programmes.enrolments.enrolments.view(enrolled["id"])
    revised = [each for each in view["course"] if each["revision"]]
    assert [each["on"] for each in revised] == ["2027-11-25", "2027-11-30"]
    assert told(office).count("enrolment.amount_changed.v1") == 2


def test_what_is_told_late_counts_from_the_day_it_was_told(
    office: Office, clock: FixedClock
) -> None:
    aid, home = office.programme(rules="cash_support", review_every_months=None), office.household()
    earns(office, home, date(2025, 6, 1), 0)
    enrolled = office.approved(aid, home)
    clock.advance(timedelta(days=8))
    earns(office, home, date(2025, 9, 1), 60_000)
    clock.advance(timedelta(days=5))
    office.later(clock)
    view = office.registry.programmes.enrolments.enrolments.view(enrolled["id"])
    assert view["course"][-1]["on"] == "2026-11-30"
    assert view["amount_fils"] < enrolled["amount_fils"]
