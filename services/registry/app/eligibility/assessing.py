"""What the rules of a day say of a household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from services.registry.app.eligibility.ports import Evaluate, Profiles, Rosters
from services.registry.domain.eligibility.assessment import (
    Assessment,
    Reason,
    conclude,
    disregards,
)
from services.registry.domain.eligibility.indicators import Indicators, Value
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.eligibility.looking_back import NEVER
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

    def assess(self, rules_name: str, whom: Judged, day: date) -> Assessment:
        """By the rules in force on the day, on what was known then.

        Raises `NoSuchRules`, and `RulesJudgePersons` or `RulesJudgeHouseholds`.
        """
        scheme = self.rulebook.on(rules_name, day)
        scheme.must_judge(whom.kind)
        indicators = self.rulebook.indicators.on(max(day, scheme.effective_from))
        profile, since = self.profiles.of(whom.household_id), _since(whom)
        back = {name: profile.looking_back(it, since) for name, it in indicators.looking_back}
        facts: dict[str, Value | None] = {
            **self.rosters.derived(whom, indicators, day),
            **profile.known_on(day),
            **{name: each.lowest(day) for name, each in back.items()},
        }
        told = {name: each.disregarded(day) for name, each in back.items()}
        values = self.evaluate(scheme, facts, indicators)
        found = conclude(scheme, values, indicators, told)
        windows = [each for name, each in indicators.looking_back if name in scheme.indicators]
        stated_by = profile.stated_by(scheme.indicators, windows, day, since)
        return replace(found, stated_by=tuple(sorted(stated_by)))

    def disregarded(self, rules_name: str, whom: Judged, day: date) -> Sequence[Reason]:
        """What does not count yet by these rules on a day, for the family. Raises `NoSuchRules`."""
        scheme = self.rulebook.on(rules_name, day)
        indicators = self.rulebook.indicators.on(max(day, scheme.effective_from))
        profile, since = self.profiles.of(whom.household_id), _since(whom)
        back = indicators.looking_back
        told = {name: profile.looking_back(it, since).disregarded(day) for name, it in back}
        return disregards(
            scheme, indicators, {n: it for n, it in told.items() if it and not it.over}
        )


def _since(whom: Judged) -> date:
    """Of who applies nothing is disregarded: what holds on the day counts."""
    return NEVER if whom.since is None else whom.since
