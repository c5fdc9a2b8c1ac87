"""Indicators: what the rules can ask of a household, and what can be recorded of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.registry.domain.eligibility.judged import HOUSEHOLD, PERSON
from services.registry.domain.eligibility.refusals import (
    IndicatorDerived,
    IndicatorUnknown,
    MoreThanThereAre,
    ValueUnfit,
)

Value = float | int | bool | str
"""What an indicator can be: a number, a flag, or one of its choices."""

DERIVED, LOWEST = "derived", "lowest"
LARGEST = 10**12
"""No number about a household is larger: a bound against mistakes, not a rule of law."""


@dataclass(frozen=True)
class Words:
    """The same in both languages."""

    ar: str
    en: str


@dataclass(frozen=True)
class Window:
    """The lowest that another indicator was known to be in so many months.

    `disregarded` is the sentence about what does not count yet, `counts_again` the one for when it
    does; nothing is said where there are none.
    """

    of: str
    months: int
    disregarded: Words | None = None
    counts_again: Words | None = None


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    `type` is `whole`, `flag`, `choice` or `text`; `unit` is `fils` or nothing. `origin` says where
    it comes from: `derived` from the roster by `expression`, `lowest` from another one's history,
    `surveyed` or `declared`. `about` says whose it is: the household's, or each person's. `at_most`
    names the derived indicator that counts those among whom this one counts.
    """

    name: str
    type: str
    origin: str
    words: Words
    sensitive: bool
    unit: str | None = None
    expression: str | None = None
    window: Window | None = None
    choices: Mapping[str, Words] = field(default_factory=dict)
    about: str = HOUSEHOLD
    at_most: str | None = None

    @property
    def recorded(self) -> bool:
        """Whether somebody tells it, where the others are worked out."""
        return self.origin not in (DERIVED, LOWEST)

    def fits(self, value: object) -> bool:
        """Whether this can be its value."""
        if self.type == "flag":
            return isinstance(value, bool)
        if self.type == "whole":
            whole = isinstance(value, int) and not isinstance(value, bool)
            return whole and 0 <= int(str(value)) <= LARGEST
        return isinstance(value, str) and value in self.choices


@dataclass(frozen=True)
class Indicators:
    """All indicators of a day, by name."""

    all: Mapping[str, Indicator]

    @property
    def recorded(self) -> tuple[Indicator, ...]:
        """Those that somebody tells."""
        return tuple(each for each in self.all.values() if each.recorded)

    def about(self, whom: str) -> Indicators:
        """What can be asked of a household; or of one person of it as well."""
        asked = {HOUSEHOLD} if whom == HOUSEHOLD else {HOUSEHOLD, PERSON}
        return Indicators({name: it for name, it in self.all.items() if it.about in asked})

    @property
    def looking_back(self) -> tuple[tuple[str, Window], ...]:
        """Those that look back, with what they look back on."""
        return tuple((name, each.window) for name, each in self.all.items() if each.window)

    def must_take(self, facts: Mapping[str, Value]) -> None:
        """Raise `IndicatorUnknown`, `IndicatorDerived` or `ValueUnfit` for what cannot be."""
        for name, value in facts.items():
            indicator = self.all.get(name)
            if indicator is None:
                raise IndicatorUnknown(indicator=name)
            if not indicator.recorded:
                raise IndicatorDerived(indicator=name)
            if not indicator.fits(value):
                raise ValueUnfit(indicator=name)

    def counting_members(self, facts: Mapping[str, Value]) -> Mapping[str, str]:
        """Those of the facts that count members, each with what counts all of these."""
        found = {name: self.all[name].at_most for name in facts if name in self.all}
        return {name: most for name, most in found.items() if most is not None}

    def must_be_among(self, facts: Mapping[str, Value], derived: Mapping[str, Value]) -> None:
        """Raise `MoreThanThereAre` for what counts more members than live in the household."""
        for name, of in self.counting_members(facts).items():
            told, most = facts[name], derived.get(of)
            if isinstance(told, int) and isinstance(most, int | float) and told > most:
                raise MoreThanThereAre(indicator=name, told=f"{told}", most=f"{most:g}")
