"""The holidays of a year, as the ministry keeps them: Eids are announced, and often shifted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from services.registry.domain.access import Actor
from services.registry.domain.programmes.events import HolidaysRecorded
from services.registry.domain.programmes.refusals import HolidayOfOtherYear, HolidaysNotYours
from services.registry.domain.programmes.words import Text


@dataclass(frozen=True)
class Holiday:
    """A day on which offices are closed."""

    day: date
    name: Text


@dataclass
class Holidays:
    """The aggregate: one table a year."""

    id: str
    year: int
    days: tuple[Holiday, ...] = ()
    version: int = 0
    events: list[HolidaysRecorded] = field(default_factory=list)

    def record(self, days: Sequence[Holiday], actor: Actor) -> None:
        """Take these for the days of the year. Raises `HolidaysNotYours`, `HolidayOfOtherYear`."""
        if "administrator" not in actor.roles:
            raise HolidaysNotYours()
        if any(each.day.year != self.year for each in days):
            raise HolidayOfOtherYear(year=self.year)
        ordered = tuple(sorted(days, key=lambda each: each.day))
        if ordered != self.days:
            self.days = ordered
            self.events.append(HolidaysRecorded(self.year, tuple(each.day for each in ordered)))
