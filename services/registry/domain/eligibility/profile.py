"""A household's profile: what is known of it, from whom, since when, and what was known before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.registry.domain.eligibility.events import DisregardEnded, Event, FactsRecorded
from services.registry.domain.eligibility.indicators import Indicators, Value, Window


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

    Its id is the household's. `looks_on` is the next day on which something that was disregarded
    counts, if nothing else is said until then. This constructor restores and begins alike.
    """

    id: str
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    looks_on: date | None = None
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
            # From the day of the facts on: what is told late may have been over for long.
            expected = self.looks_on or date.max
            since = min(source.on, expected - timedelta(days=1))
            self.looks_on = self._changes_after(since, indicators, self.facts)
            self.events.append(FactsRecorded(self.id, tuple(sorted(new)), source.kind))

    def known_on(self, day: date) -> dict[str, Value]:
        """What was known on that day."""
        known = {}
        for name, facts in self.facts.items():
            until = [each for each in facts if each.source.on <= day]
            if until:
                known[name] = until[-1].value
        return known

    def lowest(self, window: Window, day: date) -> float | None:
        """The lowest that an indicator was in the months before a day, at their beginning too."""
        told = [each for each in self._last_words(window.of) if each.source.on <= day]
        then = months_before(day, window.months)
        before = [each for each in told if each.source.on <= then]
        within = [each for each in told if each.source.on > then]
        values = (each.value for each in (*before[-1:], *within))
        return min((each for each in values if isinstance(each, int | float)), default=None)

    def disregard_is_over(self, today: date, indicators: Indicators) -> None:
        """What was disregarded for a time counts from now on: benefits are computed anew, once."""
        if self.looks_on is None or self.looks_on > today:
            return
        self.looks_on = self._changes_after(today, indicators, self.facts)
        self.events.append(DisregardEnded(self.id))

    def _changes_after(
        self, day: date, indicators: Indicators, names: Iterable[str]
    ) -> date | None:
        """The next day on which a lowest value is another, though nobody says anything new."""
        windows = [each for _, each in indicators.looking_back if each.of in names]
        found = [self._change_after(day, each) for each in windows]
        return min((each for each in found if each is not None), default=None)

    def _change_after(self, day: date, window: Window) -> date | None:
        # A value leaves the window when the word that followed it is as old as the window is long.
        leaving = (_reached_by(e.source.on, window.months) for e in self._last_words(window.of)[1:])
        known = self.lowest(window, day)
        later = (each for each in sorted(leaving) if each > day)
        return next((each for each in later if self.lowest(window, each) != known), None)

    def _last_words(self, name: str) -> list[Fact]:
        """The facts of an indicator; of one day only the last: the others were corrected."""
        by_day = {each.source.on: each for each in self.facts.get(name, ())}
        return list(by_day.values())


def _reached_by(day: date, months: int) -> date:
    """The first day so many months before which that day is past, or is."""
    found = months_before(day, -months)
    while months_before(found, months) < day:
        found += timedelta(days=1)
    return found


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)
