"""The ministry's holidays: recorded a year at a time, and the deadlines that rest on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from services.registry.app.ports import View
from services.registry.app.programmes.ports import HolidayTables
from services.registry.domain.access import Actor
from services.registry.domain.programmes.holidays import Holiday, Holidays

KnownBefore = Callable[[int], Holidays]
"""The table of a year that nobody has recorded yet: what was known when this was released."""


@dataclass(frozen=True)
class RecordHolidays:
    """These are the holidays of a year."""

    year: int
    days: tuple[Holiday, ...]


@dataclass(frozen=True)
class HolidayDesk:
    """Keeps the holidays.

    `find` answers the table of a year, if one was recorded; `refuse_stale` raises when the command
    at hand is based on another version than this one.
    """

    tables: HolidayTables
    find: Callable[[int], Holidays | None]
    known_before: KnownBefore
    show: Callable[[Holidays], View]
    refuse_stale: Callable[[int], None]
    working_days: Callable[[date, int, Callable[[date], bool]], date]

    def record(self, command: RecordHolidays, actor: Actor) -> View:
        """Take these days for those of the year, in place of what was known."""
        known = self.find(command.year)
        if known is None:
            table = self.known_before(command.year)
            self.refuse_stale(table.version)
            table.record(command.days, actor)
            return self.tables.add(table)
        table = self.tables.get(known.id)
        table.record(command.days, actor)
        return self.tables.save(table)

    def of(self, year: int) -> View:
        """The table of a year; version 1 of what was known before anybody recorded it."""
        found = self.find(year)
        return self.show(found or self.known_before(year))

    def working_days_after(self, day: date, number: int) -> date:
        """The last of so many working days after this one."""
        years: dict[int, Sequence[Holiday]] = {}

        def is_holiday(asked: date) -> bool:
            if asked.year not in years:
                table = self.find(asked.year) or self.known_before(asked.year)
                years[asked.year] = table.days
            return any(each.day == asked for each in years[asked.year])

        return self.working_days(day, number, is_holiday)
