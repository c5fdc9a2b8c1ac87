"""What the registry tells about the ministry's holidays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Count, Event, Year


@dataclass(frozen=True)
class HolidaysRecorded(Event):
    """The holidays of a year were recorded: so many days."""

    TYPE: ClassVar[str] = "kanaf.registry.holidays.recorded.v1"
    AGGREGATE: ClassVar[str] = "holidays"

    year: Year
    days: Count
