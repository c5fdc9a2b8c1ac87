"""What was said of a household is said of others, once somebody has come or left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.registry.adapters.eligibility.profiles import PROFILES
from services.registry.app.eligibility.shapes import fact_from, fact_to
from services.registry.domain.eligibility.facts import Fact
from services.registry.domain.eligibility.indicators import Window
from services.registry.domain.eligibility.profile import Profile
from tests.support.profiles import (
    INCOME,
    Word,
    household_changed,
    outdated,
    profile_of,
    withdrawn,
)

YEAR = Window(INCOME, 12)
CHECK = Word(date(2026, 3, 10), "cross_check", 100)
CHANGED = date(2026, 6, 1)
LATER = CHANGED + timedelta(days=1)
MORE, LESS = (Word(LATER, "declaration", value) for value in (900, 40))


def income(profile: Profile, day: date = LATER) -> object:
    return profile.known_on(day).get(INCOME)


def changed(*words: Word, came: bool = True) -> Profile:
    profile = profile_of(*words)
    household_changed(profile, CHANGED, came=came)
    return profile


def test_what_an_incomer_earns_counts_at_once_whatever_was_checked_before() -> None:
    waits = profile_of(CHECK, MORE)
    assert income(waits) == 100
    joined = changed(CHECK)
    MORE.told_to(joined)
    assert income(joined) == 900


def test_it_is_no_rise_of_earnings_that_is_disregarded_for_a_year() -> None:
    joined, alone = changed(CHECK), profile_of(CHECK)
    for each in (joined, alone):
        MORE._replace(kind="survey").told_to(each)
    assert (alone.lowest(YEAR, LATER), joined.lowest(YEAR, LATER)) == (100, 900)
    assert joined.lowest(YEAR, CHANGED) == 100
    assert joined.looks_on is None


def test_a_rise_after_that_is_disregarded_as_any() -> None:
    joined = changed(CHECK)
    MORE.told_to(joined)
    rise = Word(LATER + timedelta(days=60), "survey", 1_000)
    rise.told_to(joined)
    assert joined.lowest(YEAR, rise.on) == 900


def test_nobody_grows_poorer_by_an_incomer_without_a_check() -> None:
    joined = changed(CHECK)
    LESS.told_to(joined)
    assert income(joined) == 100


def test_who_parts_waits_for_a_check_or_a_visit_as_before() -> None:
    parted = changed(CHECK, came=False)
    for each in (MORE, LESS):
        each.told_to(parted)
        assert income(parted) == 100
    LESS._replace(kind="survey").told_to(parted)
    assert income(parted) == 40


def test_until_it_is_stated_anew_nothing_is_decided_by_it() -> None:
    profile = changed(CHECK)
    assert outdated(profile) == (CHANGED, {INCOME})
    before = Word(CHANGED - timedelta(days=1), "survey", 100)
    before.told_to(profile)
    assert outdated(profile) == (CHANGED, {INCOME})
    MORE.told_to(profile)
    assert outdated(profile) == (None, set())


def test_a_declaration_that_waits_for_a_check_does_not_state_it() -> None:
    profile = changed(CHECK, came=False)
    LESS.told_to(profile)
    assert outdated(profile) == (CHANGED, {INCOME})
    Word(LATER, "cross_check", 40).told_to(profile)
    assert outdated(profile) == (None, set())


def test_what_was_the_same_all_along_is_stated_by_saying_so() -> None:
    profile = changed(CHECK)
    Word(LATER, "declaration", CHECK.value).told_to(profile)
    assert outdated(profile) == (None, set())


def test_each_change_asks_anew() -> None:
    profile = changed(CHECK)
    MORE.told_to(profile)
    household_changed(profile, LATER, came=False)
    assert outdated(profile) == (LATER, {INCOME})


@pytest.mark.parametrize(("known", "old"), [((), True), ((CHECK,), True), ((MORE,), False)])
def test_of_people_who_lived_elsewhere_something_is_said_where_they_live_now(
    known: tuple[Word, ...], old: bool
) -> None:
    assert outdated(profile_of(*known), CHANGED)[0] == (CHANGED if old else None)


def test_what_is_withdrawn_is_to_be_stated_again() -> None:
    profile = changed(CHECK)
    MORE.told_to(profile)
    withdrawn(profile, MORE, LATER)
    assert outdated(profile) == (CHANGED, {INCOME})
    LESS._replace(kind="survey").told_to(profile)
    assert outdated(profile) == (None, set())


def test_what_waits_for_a_check_that_arrives_late_is_to_be_stated_again() -> None:
    profile = changed(came=False)
    LESS.told_to(profile)
    assert outdated(profile) == (None, set())
    CHECK.told_to(profile)
    assert outdated(profile) == (CHANGED, {INCOME})


def test_what_was_said_that_very_day_before_they_came_was_said_of_others() -> None:
    before, after = (Word(CHANGED, kind, 500) for kind in ("survey", "cross_check"))
    profile = changed(before)
    assert outdated(profile) == (CHANGED, {INCOME})
    after.told_to(profile)
    assert outdated(profile) == (None, set())


def test_what_persons_do_not_bring_says_nothing_of_who_lives_there_now() -> None:
    profile = profile_of()
    housing = {"housing": (Fact.said("owned", MORE.source),)}
    profile.facts = dict(housing)
    assert outdated(profile, CHANGED) == (CHANGED, set())


def test_it_is_kept_and_what_was_kept_before_there_was_such_a_thing_is_read() -> None:
    profile = changed(CHECK)
    MORE.told_to(profile)
    household_changed(profile, LATER, came=False)
    state = PROFILES.to_state(profile)
    again = PROFILES.from_state(profile.id, profile.version, state)
    assert (again.came_on, again.changed_on, again.told_before, again.facts) == (
        (CHANGED,),
        LATER,
        {MORE.source.id},
        profile.facts,
    )
    del state["told_before"]
    noted = PROFILES.from_state(profile.id, profile.version, {**state, "unstated": [INCOME]})
    assert outdated(noted) == (LATER, {INCOME})
    for name in ("came_on", "changed_on"):
        del state[name]
    before = PROFILES.from_state(profile.id, profile.version, state)
    assert (before.came_on, outdated(before)) == ((), (None, set()))
    kept = fact_to(profile.facts[INCOME][0])
    assert kept["forgotten_from"] == LATER.isoformat()
    del kept["forgotten_from"]
    assert fact_from(kept).looked_back_on(date.max)
