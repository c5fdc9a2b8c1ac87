"""Whatever is said, and in whatever order it arrives: what counts follows the days alone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.registry.domain.eligibility.indicators import Value
from services.registry.domain.eligibility.months import months_before
from services.registry.domain.eligibility.precedence import (
    Weighing,
)
from services.registry.domain.eligibility.profile import Profile
from tests.support.profiles import INCOME, Word, any_words, days_looked_on, profile_of
from tests.unit.registry.eligibility.test_precedence import (
    NAMES,
    YEAR,
    Version,
    changing,
    income,
    said,
)


def known(words: list[Word], day: date) -> int | None:
    """What counts on a day, told the plain way: by who spoke last of either kind until then."""
    until = sorted((each for each in words if each.on <= day), key=lambda each: each.on)
    checked = [each for each in until if each.kind != "declaration"]
    declared = [each for each in until if each.kind == "declaration"]
    if not checked:
        return declared[-1].value if declared else None
    fresh = months_before(day, 12) < checked[-1].on
    if declared and declared[-1].on >= checked[-1].on and not fresh:
        return declared[-1].value
    return checked[-1].value


@given(any_words(), st.data())
def test_whatever_the_order_of_arrival_the_result_is_the_same(
    words: list[Word], data: st.DataObject
) -> None:
    arriving = data.draw(st.permutations(words))
    one = profile_of(*arriving)
    assert one.facts == profile_of(*words).facts
    for each in words:
        for day in (each.on, each.on + timedelta(days=1), months_before(each.on, -12)):
            assert income(one, day) == known(words, day)


def stated(profile: Profile, on: date, seen: date) -> Value | None:
    """What was stated last on a day, of all that counts when it is looked back on it."""
    counting = [each for each in profile.facts[INCOME] if each.counted_by(seen)]
    until = [each for each in counting if each.stated <= on and each.looked_back_on(seen)]
    return until[-1].value if until else None


@settings(max_examples=50)
@given(any_words(), st.dates(date(2025, 6, 1), date(2029, 1, 1)))
def test_the_lowest_is_that_of_all_days_of_the_year(words: list[Word], day: date) -> None:
    one, first = profile_of(*words), months_before(day, 12)
    days = (first + timedelta(days=each) for each in range((day - first).days + 1))
    values = [value for each in days if (value := stated(one, each, day)) is not None]
    assert one.lowest(YEAR, day) == min(values, default=None)


@given(any_words(), st.dates(date(2025, 6, 1), date(2029, 1, 1)))
def test_nothing_is_disregarded_once_nobody_has_said_less_for_a_year(
    words: list[Word], day: date
) -> None:
    one, first = profile_of(*words), months_before(day, 12)
    told = sorted((each for each in words if each.on <= day), key=lambda each: each.on)
    # Of that first day the last word, whichever it is, and all that followed.
    before = [each for each in told if each.on <= first]
    since = [each for each in told if each.on > first or each.on == before[-1].on]
    counts = income(one, day)
    if before and isinstance(counts, int):
        lowest = one.lowest(YEAR, day)
        assert lowest is not None
        assert lowest >= min(counts, *(each.value for each in since))


@settings(max_examples=50)
@given(any_words())
def test_what_counts_changes_on_no_other_days_than_those_that_are_looked_on(
    words: list[Word],
) -> None:
    one = profile_of(*words)
    first = max(each.on for each in words)
    looked_on = days_looked_on(one, first)
    later = [first + timedelta(days=number) for number in range(800)]
    states = [(income(one, each), one.lowest(YEAR, each)) for each in later]
    assert looked_on == {
        day for day, (before, after) in zip(later[1:], pairwise(states), strict=True)
        if before != after
    }  # fmt: skip


kinds = st.frozensets(st.sampled_from(sorted(NAMES)), min_size=1, max_size=2)
versions = st.builds(Version, st.integers(1, 24), kinds)


@given(any_words(), st.lists(versions, max_size=3), st.data())
def test_nothing_older_ever_takes_the_place_of_something_newer_whatever_law_says(
    words: list[Word], law: list[Version], data: st.DataObject
) -> None:
    days = st.dates(date(2024, 6, 1), date(2027, 6, 1))
    since = sorted(data.draw(st.sets(days, min_size=len(law), max_size=len(law))))
    found = Weighing(INCOME, changing(*zip(since, law, strict=True))).weighed(said(*words))
    assert sorted(map(repr, (each.source for each in found))) == sorted(
        repr(each.source) for each in words
    )
    begins = [each.counts_from for each in found if each.counts_from is not None]
    assert begins == sorted(begins)
    assert all(each.counts_from is None or each.counts_from >= each.source.on for each in found)
    # Whoever spoke last counts one day.
    assert found[-1].counts_from is not None
