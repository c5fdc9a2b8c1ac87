"""What is looked back on: the lowest that something was since a benefit began, for so many months.

Earnings that rise while a household is on aid are disregarded for a time. What was there before the
benefit began is none of that: neither what an applicant kept back, nor what was earned already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.registry.domain.eligibility.facts import Fact
from services.registry.domain.eligibility.indicators import Window
from services.registry.domain.eligibility.months import months_after, months_before

ALWAYS = date.min
"""Since when a benefit runs of which only the months matter."""
NEVER = date.max
"""Of who has none: what holds on the day counts."""


@dataclass(frozen=True)
class Disregarded:
    """What is known, and the less that counts until a day; or counted, when that day has come."""

    known: float
    counted: float
    until: date
    over: bool


@dataclass(frozen=True)
class LookingBack:
    """Over all facts of the indicator that a window is of, from the day a benefit began."""

    facts: Sequence[Fact]
    window: Window
    since: date = ALWAYS

    def within(self, day: date) -> list[Fact]:
        """What held in the months before a day, at their beginning too; not before the benefit."""
        told = [each for each in self._words if each.counted_by(day) and each.looked_back_on(day)]
        before = [each for each in told if not self._is_since(each, day)]
        return [*before[-1:], *(each for each in told if self._is_since(each, day))]

    def lowest(self, day: date) -> float | None:
        """The lowest of these."""
        values = (each.value for each in self.within(day))
        return min((each for each in values if isinstance(each, int | float)), default=None)

    def changes(self) -> Iterator[date]:
        """The days on which a value that has left the window makes the lowest another one."""
        # It leaves when the word that followed it is as old as the window is long, and counts.
        for following in self._words[1:]:
            year = months_after(following.stated, self.window.months)
            left_on = max(year, following.counts_from or year)
            if self.lowest(left_on) != self.lowest(_day_before(left_on)):
                yield left_on

    def disregarded(self, day: date) -> Disregarded | None:
        """What does not count yet on a day; or did not, until a day that is not long past."""
        counting = [each.value for each in self._words if each.counted_by(day)]
        known, counted = counting[-1] if counting else None, self.lowest(day)
        if not isinstance(known, int | float) or counted is None:
            return None
        changes = sorted(self.changes())
        if known > counted:
            until = next((each for each in changes if each > day), None)
            return None if until is None else Disregarded(known, counted, until, over=False)
        lately = months_before(day, self.window.months)
        ended = [each for each in changes if lately < each <= day and self._rises(each)]
        if not ended or self.since >= ended[-1]:
            return None
        before = self.lowest(_day_before(ended[-1])) or 0
        return Disregarded(known, before, ended[-1], over=True)

    def _rises(self, day: date) -> bool:
        before, now = self.lowest(_day_before(day)), self.lowest(day)
        return before is not None and now is not None and now > before

    def _is_since(self, fact: Fact, day: date) -> bool:
        """Whether it was stated within the window, and after the benefit began."""
        # From the day it was stated on, also when it waited: the two times do not add up.
        began = self.since
        later = fact.stated > began or (fact.stated == began and fact.stated_after_start)
        return began <= day and later and fact.stated > months_before(day, self.window.months)

    @property
    def _words(self) -> list[Fact]:
        """The facts that count, in the order of the days each does so from.

        Of one day only the last: the others were corrected. What was declared on it after a benefit
        had begun corrects nothing from before.
        """
        known = (each for each in self.facts if each.counts_from is not None)
        by_day = {(each.counts_from, each.stated_after_start): each for each in known}
        return list(by_day.values())


def _day_before(day: date) -> date:
    return day - timedelta(days=1)
