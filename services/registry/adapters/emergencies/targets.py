"""Target lists in sheets: on MongoDB, and in memory for tests of handlers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pymongo.database import Database

from services.registry.app.emergencies.ports import Target

COLLECTION = "emergency_targets"


class MongoTargets:
    """One document a sheet."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._sheets = database[COLLECTION]

    def write(self, emergency_id: str, sheet: int, targets: Sequence[Target]) -> None:
        document = {
            "_id": _name(emergency_id, sheet),
            "last": targets[-1].household_id,
            "targets": [asdict(each) for each in targets],
        }
        self._sheets.replace_one({"_id": document["_id"]}, document, upsert=True)

    def cut(self, emergency_id: str, sheets: int) -> None:
        beyond = {"$gte": _name(emergency_id, sheets), "$lt": f"{emergency_id}0"}
        self._sheets.delete_many({"_id": beyond})

    def after(self, emergency_id: str, household_id: str | None) -> Iterator[Target]:
        wanted: dict[str, Any] = {
            "_id": {"$gte": _name(emergency_id, 0), "$lt": f"{emergency_id}0"}
        }
        if household_id is not None:
            wanted["last"] = {"$gt": household_id}
        for found in self._sheets.find(wanted).sort("_id", 1):
            for each in found["targets"]:
                if household_id is None or each["household_id"] > household_id:
                    yield _target(each)


class MemoryTargets:
    """Sheets in a dict."""

    def __init__(self) -> None:
        self._sheets: dict[tuple[str, int], list[Target]] = {}

    def write(self, emergency_id: str, sheet: int, targets: Sequence[Target]) -> None:
        self._sheets[emergency_id, sheet] = list(targets)

    def cut(self, emergency_id: str, sheets: int) -> None:
        for whose, number in list(self._sheets):
            if whose == emergency_id and number >= sheets:
                del self._sheets[whose, number]

    def after(self, emergency_id: str, household_id: str | None) -> Iterator[Target]:
        for (whose, _), targets in sorted(self._sheets.items()):
            for each in targets if whose == emergency_id else ():
                if household_id is None or each.household_id > household_id:
                    yield each


def _target(kept: dict[str, Any]) -> Target:
    # Until amounts followed persons, nobody was named.
    return Target(**{**kept, "person_ids": tuple(kept.get("person_ids", ()))})


def _name(emergency_id: str, sheet: int) -> str:
    # "0" follows "/" in the order of signs: every sheet lies between id/ and id0.
    return f"{emergency_id}/{sheet:06d}"
