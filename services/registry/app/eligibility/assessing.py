"""What the rules of a day say of a household, and of a decision that was made by older ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
        return conclude(scheme, self.evaluate(scheme, facts, indicators), indicators)

    def explain(self, rules_version: str, facts: Mapping[str, Value | None]) -> Assessment:
        """A former decision, by the rules and facts it was made on. Raises `NoSuchRules`."""
        name, _, day = rules_version.partition("/")
        effective_from = date.fromisoformat(day)
        scheme = self.rulebook.on(name, effective_from)
        if scheme.version != rules_version:
            raise NoSuchRules(name=rules_version)
        # The newest indicators know every name the older ones knew.
        indicators = self.rulebook.indicators.on(date.max)
        return conclude(scheme, self.evaluate(scheme, facts, indicators), indicators)
