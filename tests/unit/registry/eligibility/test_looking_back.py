"""What is disregarded rose while a benefit ran: nothing that an applicant had, or kept back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from services.registry.adapters.eligibility import rules, sources
from services.registry.bootstrap import wire
from services.registry.domain.eligibility.facts import Source
from services.registry.domain.eligibility.indicators import Window
from services.registry.domain.eligibility.looking_back import NEVER
from services.registry.domain.eligibility.months import months_after
from services.registry.settings import RULES
from tests.support.profiles import INCOME, Word, days_looked_on, profile_of
from tests.support.programmes import (
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Office,
    Refused,
    in_memory,
)
from tests.support.registry import CLERK
from tests.unit.registry.programmes.conftest import Days

YEAR = Window(INCOME, 12)
BEGAN = date(2026, 6, 1)
INDICATORS = rules.indicators(RULES).on(date(2026, 11, 22))
IN_FORCE = sources.in_force(sources.load(RULES))
NOTHING = Word(date(2026, 5, 20), "declaration", 0)


def word(day: date, kind: str, fils: int) -> Word:
    return Word(day, kind, fils)


def test_of_who_applies_what_holds_on_the_day_counts() -> None:
    hidden = profile_of(NOTHING, word(date(2026, 5, 23), "cross_check", 900))
    day = date(2026, 5, 24)
    assert hidden.lowest(YEAR, day, NEVER) == 900
    assert hidden.looking_back(YEAR, NEVER).disregarded(day) is None


def test_a_rise_after_the_benefit_began_is_disregarded_for_a_year() -> None:
    rise = word(BEGAN + timedelta(days=60), "survey", 390)
    risen = profile_of(word(BEGAN, "survey", 50), rise)
    over = date(2027, 7, 31)
    assert risen.lowest(YEAR, over - timedelta(days=1), since=BEGAN) == 50
    assert risen.lowest(YEAR, over, since=BEGAN) == 390
    assert over in days_looked_on(risen, BEGAN)
    during = risen.looking_back(YEAR, BEGAN).disregarded(rise.on)
    assert during is not None
    assert (during.known, during.counted, during.until, during.over) == (390, 50, over, False)
    after = risen.looking_back(YEAR, BEGAN).disregarded(over)
    assert after is not None
    assert (after.known, after.counted, after.until, after.over) == (390, 50, over, True)
    assert risen.looking_back(YEAR, BEGAN).disregarded(over + timedelta(days=370)) is None


def test_what_was_earned_before_the_benefit_began_is_no_rise_however_late_it_is_found() -> None:
    earned = profile_of(NOTHING, word(BEGAN - timedelta(days=1), "cross_check", 900))
    for day in (BEGAN, BEGAN + timedelta(days=200)):
        assert earned.lowest(YEAR, day, since=BEGAN) == 900


def test_a_check_soon_after_less_was_declared_says_that_it_never_was_less() -> None:
    started = NOTHING.on + timedelta(days=1)
    soon, later = (NOTHING.on + timedelta(days=days) for days in (3, 90))
    refuted = profile_of(NOTHING, word(soon, "cross_check", 900))
    assert refuted.lowest(YEAR, soon, since=started) == 900
    # Long after it, earnings may have risen since: then they are disregarded.
    risen = profile_of(NOTHING, word(later, "cross_check", 900))
    assert risen.lowest(YEAR, later, since=started) == 0
    # Nor does another declaration refute one, or a check what was checked before.
    declared = profile_of(NOTHING, word(soon, "declaration", 900))
    assert declared.lowest(YEAR, soon, since=started) == 0
    visited = profile_of(NOTHING._replace(kind="survey"), word(soon, "cross_check", 900))
    assert visited.lowest(YEAR, soon, since=started) == 0


def test_what_is_declared_after_the_benefit_began_that_day_is_a_rise() -> None:
    profile = profile_of(word(date(2025, 1, 1), "survey", 100))
    later = Source("declaration", "later", BEGAN, after_start=True)
    profile.record({INCOME: 260}, later, INDICATORS, IN_FORCE)
    year = months_after(BEGAN, 12)
    for day, lowest in ((BEGAN, 100), (year - timedelta(days=1), 100), (year, 260)):
        assert profile.lowest(YEAR, day, since=BEGAN) == lowest
    # Of who applies that day, or has another benefit since then, it holds on the day.
    for since in (NEVER, BEGAN + timedelta(days=1)):
        assert profile.lowest(YEAR, BEGAN + timedelta(days=1), since) == 260


@pytest.fixture
def days() -> Days:
    office, clock = in_memory()
    office.registry = office.service.application = wire(office.house)
    return Days(office, clock)


def tell(office: Office, home: dict[str, Any], **facts: int) -> None:
    told = [{"indicator": name, "number": value} for name, value in facts.items()]
    office.do("declare_facts", CLERK, household_id=home["id"], facts=told)


def checked(office: Office, enrolment_id: str, fils: int, on: str) -> None:
    facts = [{"indicator": INCOME, "value": fils}]
    asked = {"body": "social_security", "facts": facts, "reference": "SSC-7", "stated_on": on}
    office.do("record_cross_check", CASEWORKER, enrolment_id=enrolment_id, **asked)


def test_a_false_declaration_does_not_outlast_a_check_of_a_first_application(days: Days) -> None:
    office = days.office
    to, home = office.programme(rules="cash_support"), office.household()
    tell(office, home, earned_income_fils=0)
    asked = office.applied(to, home)["id"]
    days.pass_by(3)
    checked(office, asked, 900_000, "2026-11-25")
    assessed = office.do("assess_enrolment", CASEWORKER, enrolment_id=asked)["assessment"]
    assert assessed["eligible"] is False
    assert "JD 900" in assessed["reasons"][0]["en"]
    with pytest.raises(Refused) as refused:
        office.do("approve_enrolment", SUPERVISOR, enrolment_id=asked)
    assert refused.value.code == "not_eligible"


def said(office: Office, enrolment: dict[str, Any], language: str) -> str:
    told = office.do("explain_enrolment", CLERK, enrolment_id=enrolment["id"])["paragraphs"]
    return " ".join(each[language] for each in told)


def test_the_family_reads_what_is_disregarded_and_until_when_and_that_it_is_over(
    days: Days,
) -> None:
    office = days.office
    to, home = office.programme(rules="cash_support", review_every_months=None), office.household()
    tell(office, home, earned_income_fils=0)
    enrolled = office.approved(to, home)
    tell(office, home, earned_income_fils=40_000)
    told = "JD 0 of it counts: the JD 40 by which it rose"
    assert told in said(office, enrolled, "en")
    office.do("reassess_enrolment", OTHER_SUPERVISOR, enrolment_id=enrolled["id"])
    now = office.do("get_enrolment", CLERK, enrolment_id=enrolled["id"])
    assert now["amount_fils"] == enrolled["amount_fils"]
    asked = {"household_id": home["id"], "rules": "cash_support"}
    found = office.do("assess_household", CLERK, **asked)
    (reason,) = [each for each in found["reasons"] if each["kind"] == "disregard"]
    assert told in reason["en"]
    assert "40 دينارًا، لا يُحتسب قبل 2027-11-22" in reason["ar"]
    days.clock.advance(timedelta(days=365))
    days.pass_by()
    over = "Until 2027-11-22 an income from work of JD 0 a month counted"
    assert over in said(office, enrolled, "en")
    assert "حتى 2027-11-22 كان المحتسب" in said(office, enrolled, "ar")
