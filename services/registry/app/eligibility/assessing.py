"""What the rules of a day say of a household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from services.registry.app.eligibility.ports import Evaluate, Profiles, Rosters
from services.registry.domain.eligibility.assessment import Assessment, conclude
from services.registry.domain.eligibility.indicators import Indicators, Value
from services.registry.domain.eligibility.refusals import NoSuchRules
from services.registry.domain.eligibility.scheme import Scheme

T = TypeVar("T", covariant=True)


class Dated(Protocol[T]):
    """Rules by the day they govern; `versions` begin with the oldest."""

    @property
    def versions(self) -> Sequence[tuple[date, T]]: ...

    def on(self, day: date) -> T: ...


@dataclass(frozen=True)
class Rulebook:
    """Every scheme and the indicators, by the day."""

    indicators: Dated[Indicators]
    schemes: Mapping[str, Dated[Scheme]]

    def on(self, name: str, day: date) -> Scheme:
        """The version in force on a day. Raises `NoSuchRules`."""
        dated = self.schemes.get(name)
        if dated is None or day < dated.versions[0][0]:
            raise NoSuchRules(name=name)
        return dated.on(day)

    def all_on(self, day: date) -> Sequence[Scheme]:
        """Every scheme that was in force on a day."""
        known = (each for each in self.schemes.values() if each.versions[0][0] <= day)
        return [each.on(day) for each in known]


@dataclass(frozen=True)
class Assessing:
    """The `Assessor`."""

    rulebook: Rulebook
    rosters: Rosters
    profiles: Profiles
    evaluate: Evaluate

    def assess(self, rules_name: str, household_id: str, day: date) -> Assessment:
        """By the rules in force on the day, on what was known then. Raises `NoSuchRules`."""
        scheme = self.rulebook.on(rules_name, day)
        indicators = self.rulebook.indicators.on(max(day, scheme.effective_from))
        profile = self.profiles.of(household_id)
        facts: dict[str, Value | None] = {
            **self.rosters.derived(household_id, indicators, day),
            **profile.known_on(day),
            **{name: profile.lowest(window, day) for name, window in indicators.looking_back},
        }
        found = conclude(scheme, self.evaluate(scheme, facts, indicators), indicators)
        windows = [each for name, each in indicators.looking_back if name in scheme.indicators]
        stated_by = profile.stated_by(scheme.indicators, windows, day)
        return replace(found, stated_by=tuple(sorted(stated_by)))
