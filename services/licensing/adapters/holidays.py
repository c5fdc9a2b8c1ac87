"""Where licensing keeps the holidays that the registry told, and what was known before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.documents.memory import MemoryDatabase
from contracts import reference
from services.licensing.app.holidays import Days, HolidayYear

COLLECTION = "holiday_years"


class MongoHolidayYears:
    """One document a year."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._years = database[COLLECTION]

    def of(self, year: int) -> HolidayYear | None:
        # Outside of any transaction, whose snapshot would be older than what has just been heard.
        found = self._years.find_one({"_id": year})
        return None if found is None else _from_document(found)

    def keep(self, told: HolidayYear) -> bool:
        older = {"_id": told.year, "sequence": {"$lte": told.sequence}}
        try:
            self._years.replace_one(older, _to_document(told), upsert=True)
        except DuplicateKeyError:
            return False
        return True


class MemoryHolidayYears:
    """The same in memory."""

    def __init__(self, memory: MemoryDatabase) -> None:
        self._memory = memory

    def of(self, year: int) -> HolidayYear | None:
        found = self._memory.collections.get(COLLECTION, {}).get(str(year))
        return None if found is None else _from_document(found)

    def keep(self, told: HolidayYear) -> bool:
        with self._memory.lock:
            known = self.of(told.year)
            if known is not None and known.sequence > told.sequence:
                return False
            years = self._memory.collections.setdefault(COLLECTION, {})
            years[str(told.year)] = _to_document(told)
            return True


def known_before(year: int) -> Days:
    """The holidays of a year of which the registry has told nothing, as it knows them itself."""
    return frozenset(date.fromisoformat(each["day"]) for each in reference.holidays(year))


def _to_document(told: HolidayYear) -> dict[str, Any]:
    days = sorted(each.isoformat() for each in told.days)
    return {"_id": told.year, "days": days, "sequence": told.sequence}


def _from_document(kept: Mapping[str, Any]) -> HolidayYear:
    days = frozenset(map(date.fromisoformat, kept["days"]))
    return HolidayYear(kept["_id"], days, kept["sequence"])
