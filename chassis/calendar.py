"""The civil day: deadlines and dates of the law follow the clocks of the country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from chassis.clock import Clock

ZONE = ZoneInfo("Asia/Amman")


def day_of(moment: datetime) -> date:
    """The civil day at this moment."""
    return moment.astimezone(ZONE).date()


def start_of(day: date) -> datetime:
    """The moment, in UTC, at which a civil day begins."""
    return datetime.combine(day, time.min, ZONE).astimezone(UTC)


def written(moment: datetime) -> str:
    """The moment as answers have it: RFC 3339, UTC, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Calendar:
    """A clock that also knows what day it is."""

    clock: Clock

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        return day_of(self.clock.now())

    def day_of(self, moment: datetime) -> date:
        """The civil day at this moment."""
        return day_of(moment)
