"""What the registry tells about the ministry's holidays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Count, Date, Event, Year


@dataclass(frozen=True)
class HolidaysRecorded(Event):
    """The holidays of a year were recorded: so many days, and which.

    `dates` is null in events from before the days themselves were told.
    """

    TYPE: ClassVar[str] = "kanaf.registry.holidays.recorded.v1"
    AGGREGATE: ClassVar[str] = "holidays"

    year: Year
    days: Count
    dates: tuple[Date, ...] | None = None
