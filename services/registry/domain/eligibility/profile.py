"""A household's profile: what is known of it, from whom, since when, and what was known before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.registry.domain.eligibility.events import DisregardEnded, Event, FactsRecorded
from services.registry.domain.eligibility.facts import Fact, Source
from services.registry.domain.eligibility.indicators import Indicators, Value, Window
from services.registry.domain.eligibility.months import months_after, months_before
from services.registry.domain.eligibility.precedence import InForce, Weighing


@dataclass
class Profile:
    """The facts of one household, by indicator, in the order of the days they were said.

    Its id is the household's. `looks_on` is the next day on which something that was disregarded
    counts, if nothing else is said until then. This constructor restores and begins alike.
    """

    id: str
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    looks_on: date | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    def record(
        self,
        facts: Mapping[str, Value],
        source: Source,
        indicators: Indicators,
        in_force: InForce,
    ) -> None:
        """Record facts; those recorded before stay, as they were then.

        From which day each fact of these indicators counts is worked out anew. What the same
        source says again changes nothing. Raises `IndicatorUnknown`, `IndicatorDerived`,
        `ValueUnfit`: then nothing is recorded.
        """
        indicators.must_take(facts)
        new = {name: value for name, value in facts.items() if not self._has(name, value, source)}
        for name, value in new.items():
            said = (*self.facts.get(name, ()), Fact.said(value, source))
            self.facts[name] = Weighing(name, in_force).weighed(said)
        if new:
            # From the day of the facts on: what is told late may have been over for long.
            expected = self.looks_on or date.max
            since = min(source.on, expected - timedelta(days=1))
            self.looks_on = self._changes_after(since, indicators)
            self.events.append(FactsRecorded(self.id, tuple(sorted(new)), source.kind))

    def known_on(self, day: date) -> dict[str, Value]:
        """What counted on that day."""
        known = ((name, self._known(name, day)) for name in self.facts)
        return {name: value for name, value in known if value is not None}

    def lowest(self, window: Window, day: date) -> float | None:
        """The lowest that an indicator was in the months before a day, at their beginning too."""
        told = [each for each in self._last_words(window.of) if each.counted_by(day)]
        then = months_before(day, window.months)
        # From the day it was stated on, also when it waited: the two times do not add up.
        before = [each for each in told if each.stated <= then]
        within = [each for each in told if each.stated > then]
        values = (each.value for each in (*before[-1:], *within))
        return min((each for each in values if isinstance(each, int | float)), default=None)

    def disregard_is_over(self, today: date, indicators: Indicators) -> None:
        """What was disregarded for a time counts from now on: benefits are computed anew, once."""
        if self.looks_on is None or self.looks_on > today:
            return
        self.looks_on = self._changes_after(today, indicators)
        self.events.append(DisregardEnded(self.id))

    def _has(self, name: str, value: Value, source: Source) -> bool:
        known = self.facts.get(name, ())
        return any((each.value, each.source) == (value, source) for each in known)

    def _known(self, name: str, day: date) -> Value | None:
        counting = [each for each in self.facts.get(name, ()) if each.counted_by(day)]
        return counting[-1].value if counting else None

    def _changes_after(self, day: date, indicators: Indicators) -> date | None:
        """The next day on which something else counts, though nobody says anything new."""
        windows = [each for _, each in indicators.looking_back if each.of in self.facts]
        changes = (*self._waited_for(), *(d for each in windows for d in self._rises(each)))
        return min((each for each in changes if each > day), default=None)

    def _waited_for(self) -> Iterator[date]:
        """The days on which a declaration that had to wait makes a difference."""
        for name, facts in self.facts.items():
            for each in facts:
                since = each.waited_until
                if since and self._known(name, since - timedelta(days=1)) != each.value:
                    yield since

    def _rises(self, window: Window) -> Iterator[date]:
        """The days on which a value that has left the window makes its lowest another."""
        # It leaves when the word that followed it is as old as the window is long, and counts.
        for following in self._last_words(window.of)[1:]:
            year = months_after(following.stated, window.months)
            left_on = max(year, following.counts_from or year)
            if self.lowest(window, left_on) != self.lowest(window, left_on - timedelta(days=1)):
                yield left_on

    def _last_words(self, name: str) -> list[Fact]:
        """The facts of an indicator that count, in the order of the days each does so from.

        Of one day only the last: the others were corrected.
        """
        facts = self.facts.get(name, ())
        by_day = {each.counts_from: each for each in facts if each.counts_from is not None}
        return list(by_day.values())
