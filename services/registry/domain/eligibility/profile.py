"""A household's profile: what is known of it, from whom, since when, and what was known before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from services.registry.domain.eligibility.events import Event, FactsRecorded
from services.registry.domain.eligibility.indicators import Indicators, Lag, Value


@dataclass(frozen=True)
class Source:
    """Where facts come from: a `survey`, `declaration` or `cross_check`, its id, and the day."""

    kind: str
    id: str
    on: date


@dataclass(frozen=True)
class Fact:
    """What an indicator was from a day on, and who said so."""

    value: Value
    source: Source


@dataclass
class Profile:
    """The facts of one household, by indicator, in the order of their days.

    Its id is the household's. This constructor restores and begins alike.
    """

    id: str
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    version: int = 0
    events: list[Event] = field(default_factory=list)

    def record(self, facts: Mapping[str, Value], source: Source, indicators: Indicators) -> None:
        """Record facts; those recorded before stay, as they were then.

        What the same source says again changes nothing. Raises `IndicatorUnknown`,
        `IndicatorDerived`, `ValueUnfit`: then nothing is recorded.
        """
        indicators.must_take(facts)
        new = {
            name: Fact(value, source)
            for name, value in facts.items()
            if Fact(value, source) not in self.facts.get(name, ())
        }
        for name, fact in new.items():
            known = (*self.facts.get(name, ()), fact)
            self.facts[name] = tuple(sorted(known, key=lambda each: each.source.on))
        if new:
            self.events.append(FactsRecorded(self.id, tuple(sorted(new)), source.kind))

    def known_on(self, day: date) -> dict[str, Value]:
        """What was known on that day."""
        known = {}
        for name, facts in self.facts.items():
            until = [each for each in facts if each.source.on <= day]
            if until:
                known[name] = until[-1].value
        return known

    def looking_back(self, lag: Lag, day: date) -> Value | None:
        """What an indicator was so many months before, or when it was first recorded."""
        facts = [each for each in self.facts.get(lag.of, ()) if each.source.on <= day]
        if not facts:
            return None
        then = months_before(day, lag.months)
        return ([each for each in facts if each.source.on <= then] or facts[:1])[-1].value


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)
