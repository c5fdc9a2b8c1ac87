"""What every area of licensing is built from: the common ground, its settings,
running numbers and working days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from chassis.clock import Clock
from chassis.documents.memory import MemoryDatabase
from chassis.house import Ground, MemoryGround, MongoGround
from chassis.working_days import working_days_after, working_days_between
from services.licensing.adapters.holidays import (
    MemoryHolidayYears,
    MongoHolidayYears,
    known_before,
)
from services.licensing.adapters.numbers import MemoryNumbers, MongoNumbers
from services.licensing.app.holidays import HolidayTable, HolidayYears
from services.licensing.app.numbers import Numbers
from services.licensing.settings import LicensingSettings

if TYPE_CHECKING:
    from pymongo.database import Database

NAME = "licensing"


class House(Ground, Protocol):
    """The ground an area stands on."""

    settings: LicensingSettings
    numbers: Numbers
    holidays: HolidayTable


class MongoHouse(MongoGround):
    """On MongoDB, for processes. Talks to no server while it is built."""

    def __init__(
        self, database: Database[dict[str, Any]], clock: Clock, settings: LicensingSettings
    ) -> None:
        super().__init__(NAME, database, clock)
        self.settings = settings
        self.numbers: Numbers = MongoNumbers(database)
        self.holidays = _table(MongoHolidayYears(database))


class MemoryHouse(MemoryGround):
    """In memory, for tests of handlers."""

    def __init__(self, memory: MemoryDatabase, clock: Clock, settings: LicensingSettings) -> None:
        super().__init__(NAME, memory, clock)
        self.settings = settings
        self.numbers: Numbers = MemoryNumbers(memory)
        self.holidays = _table(MemoryHolidayYears(memory))


def _table(years: HolidayYears) -> HolidayTable:
    return HolidayTable(years, known_before, working_days_after, working_days_between)
