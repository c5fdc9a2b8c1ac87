"""What is said of a household's income, by whom and when, for tests of whose word counts."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from services.registry.adapters.eligibility import rules, sources
from services.registry.domain.eligibility.facts import RECORDED_WRONGLY, Source, Told, Withdrawal
from services.registry.domain.eligibility.profile import Profile
from services.registry.settings import RULES

INCOME = "earned_income_fils"
_INDICATORS = rules.indicators(RULES).on(date(2026, 11, 22))
_IN_FORCE = sources.in_force(sources.load(RULES))


class Word(NamedTuple):
    """What a source said of the income on a day."""

    on: date
    kind: str
    value: int

    @property
    def source(self) -> Source:
        return Source(self.kind, f"{self.kind} of {self.on}", self.on)

    def told_to(self, profile: Profile) -> None:
        """By the rules that come with the service."""
        profile.record({INCOME: self.value}, self.source, _INDICATORS, _IN_FORCE)


def profile_of(*words: Word) -> Profile:
    """A profile to which these words came in this order."""
    profile = Profile("household-1")
    for each in words:
        each.told_to(profile)
    return profile


def household_changed(profile: Profile, on: date, *, came: bool) -> None:
    """Somebody came to live there, or left."""
    profile.household_changed(came, on)


def outdated(profile: Profile, since: date | None = None) -> tuple[date | None, set[str]]:
    """Since when it is, by the rules that come with the service, and what is to be stated."""
    return profile.outdated_since(since, _IN_FORCE), set(profile.unstated(_IN_FORCE))


def withdrawn(profile: Profile, word: Word, on: date) -> None:
    """The word stands no more from that day on."""
    told = Told(word.source.id, on=word.on)
    profile.withdraw(told, Withdrawal("u-1", on, RECORDED_WRONGLY, "x"), _INDICATORS, _IN_FORCE)


def days_looked_on(profile: Profile, first: date) -> set[date]:
    """The days from the first one on, on which the profile's timer looks and lets time pass."""
    profile.looks_on = first
    profile.disregard_is_over(first, _INDICATORS)
    looked_on = set()
    while profile.looks_on is not None:
        looked_on.add(profile.looks_on)
        profile.disregard_is_over(profile.looks_on, _INDICATORS)
    return looked_on


_DAYS = st.dates(date(2025, 6, 1), date(2027, 12, 31))
_KINDS = st.sampled_from(["cross_check", "survey", "declaration", "declaration"])
_VALUES = st.sampled_from([0, 100, 200, 300])


def any_words() -> st.SearchStrategy[list[Word]]:
    """Some words; of one day at most one that is checked, and one that is not.

    Of several of one day the last that arrives corrects the others: there the order says
    something.
    """
    return st.lists(
        st.builds(Word, _DAYS, _KINDS, _VALUES),
        min_size=1,
        max_size=7,
        unique_by=lambda each: (each.on, each.kind == "declaration"),
    )
