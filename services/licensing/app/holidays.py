"""Working days for all of licensing: the registry keeps the ministry's holidays and tells them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

REMEMBERED_SECONDS = 5.0
"""For how long a process may miss what another process has heard."""

Days = frozenset[date]
Changed = Callable[[int], None]
"""Told of a year whose holidays are others than before; more than once if need be."""
Counting = Callable[[date, int, Callable[[date], bool]], date]
Between = Callable[[date, date, Callable[[date], bool]], int]


@dataclass(frozen=True)
class HolidayYear:
    """The holidays of a year as the registry last told them.

    `sequence` is the version of the registry's table; 0 is what was known before it told any.
    """

    year: int
    days: Days
    sequence: int


class HolidayYears(Protocol):
    """Where the years are kept."""

    def of(self, year: int) -> HolidayYear | None:
        """What was told of this year, if anything was."""
        ...

    def keep(self, told: HolidayYear) -> bool:
        """Keep it, unless something newer of this year is kept: then it is `False`."""
        ...


class HolidayTable:
    """Counts working days, and follows the registry's table.

    A year that was read is remembered for a few seconds; one that this process has heard of is
    known to it at once.
    """

    def __init__(
        self,
        years: HolidayYears,
        known_before: Callable[[int], Days],
        after: Counting,
        between: Between,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._years = years
        self._known_before = known_before
        self._after = after
        self._between = between
        self._seconds = seconds
        self._remembered: dict[int, tuple[float, HolidayYear]] = {}
        self._followers: list[Changed] = []

    def is_holiday(self, day: date) -> bool:
        """Whether offices are closed on this day for a holiday."""
        return day in self._of(day.year).days

    def working_days_after(self, day: date, number: int) -> date:
        """The last of so many working days that follow this day, which itself does not count."""
        return self._after(day, number, self.is_holiday)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days follow `first` up to `last`, which counts; 0 when none does."""
        return self._between(first, last, self.is_holiday)

    def follow(self, changed: Changed) -> None:
        """Tell this one, from now on, of years that changed."""
        self._followers.append(changed)

    def hear(self, year: int, days: Sequence[date] | None, sequence: int) -> None:
        """The registry told its table of a year. Older news than what is kept changes nothing.

        The followers hear of it again when the same news comes again: they may have failed.
        `days` is `None` in events that did not tell them; then what is known stays.
        """
        if days is None:
            return
        told = HolidayYear(year, frozenset(days), sequence)
        if not self._years.keep(told):
            return
        self._remember(told)
        for changed in self._followers:
            changed(year)

    def _of(self, year: int) -> HolidayYear:
        until, remembered = self._remembered.get(year, (0.0, None))
        if remembered is not None and self._seconds() < until:
            return remembered
        kept = self._years.of(year)
        return self._remember(kept or HolidayYear(year, self._known_before(year), 0))

    def _remember(self, known: HolidayYear) -> HolidayYear:
        """The newest: who reads slowly does not forget what was heard meanwhile."""
        _, before = self._remembered.get(known.year, (0.0, known))
        newest = known if known.sequence >= before.sequence else before
        self._remembered[known.year] = (self._seconds() + REMEMBERED_SECONDS, newest)
        return newest
