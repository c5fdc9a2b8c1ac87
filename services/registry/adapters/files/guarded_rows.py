"""Rows that name a guardian, in the collection of rows on their way in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database

from services.registry.adapters.files.bearers import key_of, keys_in
from services.registry.adapters.files.staging import (
    COLLECTION,
    NUMBERS,
    Document,
    key,
    row_from,
)
from services.registry.app.batches import in_batches
from services.registry.app.files.import_ports import Bearer
from services.registry.domain.files.rows import KNOWN_NUMBERS, Row, RowProblem

_AT_ONCE = 500
_IN_ORDER = [("group", ASCENDING), ("row", ASCENDING)]


def prepare(database: Database[Document]) -> None:
    """Indexes that rows without a guardian have no entry in."""
    rows = database[COLLECTION]
    rows.create_index(
        [("import", ASCENDING), *_IN_ORDER],
        name="guarded",
        partialFilterExpression={"guardian": {"$exists": True}},
    )
    rows.create_index(
        [("import", ASCENDING), ("turn", ASCENDING), *_IN_ORDER],
        name="turns",
        partialFilterExpression={"turn": {"$exists": True}},
    )
    database[NUMBERS].create_index([("import", ASCENDING), ("key", ASCENDING)])


class MongoGuardedRows:
    """See `services.registry.app.files.import_ports.GuardedRows`."""

    def __init__(self, database: Database[Document]) -> None:
        self._rows = database[COLLECTION]
        self._numbers = database[NUMBERS]

    def name_guardians(self, import_id: str) -> bool:
        return self._rows.find_one(_guarded(import_id), {"_id": 1}) is not None

    def note_numbers(self, import_id: str) -> None:
        self.forget_numbers(import_id)
        fields = ("row", "group", "problems.code", "request.identity", "request.other_documents")
        rows = self._rows.find({"import": import_id}, dict.fromkeys(fields, 1))
        for some in in_batches(_numbers_of(import_id, rows), _AT_ONCE):
            self._numbers.insert_many(some, ordered=False)

    def forget_numbers(self, import_id: str) -> None:
        self._numbers.delete_many({"import": import_id})

    def bearers(self, import_id: str, numbers: Collection[str]) -> Mapping[str, Sequence[Bearer]]:
        keys = {each: key_of(each) for each in numbers}
        found: dict[str, list[Bearer]] = defaultdict(list)
        wanted = {"import": import_id, "key": {"$in": sorted(set(keys.values()))}}
        for each in self._numbers.find(wanted):
            found[each["key"]].append(Bearer(each["row"], each["group"], each["taken"]))
        return {number: found.get(bare, []) for number, bare in keys.items()}

    def guarded(self, import_id: str) -> Iterator[Row]:
        wanted = {**_guarded(import_id), "ok": True}
        found = self._rows.find(wanted, {"request": 0, "mark": 0}, batch_size=_AT_ONCE)
        yield from map(row_from, found.sort(_IN_ORDER))

    def found(self, import_id: str, guardians: Mapping[int, Mapping[str, Any]]) -> None:
        self._write(
            UpdateOne({"_id": key(import_id, row)}, {"$set": {"guardian": dict(each)}})
            for row, each in guardians.items()
        )

    def fault(self, import_id: str, rows: Mapping[int, RowProblem]) -> None:
        self._write(
            UpdateOne(
                {"_id": key(import_id, row)},
                {"$addToSet": {"problems": asdict(each)}, "$set": {"ok": False}},
            )
            for row, each in rows.items()
        )

    def sound(self, import_id: str, rows: Collection[int]) -> Collection[int]:
        wanted = {"_id": {"$in": [key(import_id, each) for each in rows]}, "ok": True}
        return {each["row"] for each in self._rows.find(wanted, {"row": 1})}

    def waiting(self, import_id: str) -> Iterator[list[Row]]:
        wanted = {
            **_guarded(import_id), "ok": True, "guardian.apart": True, "turn": {"$exists": False},
        }  # fmt: skip
        found = self._rows.find(wanted, {"request": 0, "mark": 0}, batch_size=_AT_ONCE)
        for _, rows in groupby(found.sort(_IN_ORDER), key=lambda each: each["group"]):
            yield list(map(row_from, rows))

    def unsettled(self, import_id: str, groups: Collection[str], turn: int) -> Collection[str]:
        wanted = {
            "import": import_id,
            "group": {"$in": sorted(groups)},
            "ok": True,
            "guardian.apart": True,
            "$or": [{"turn": {"$exists": False}}, {"turn": {"$gte": turn}}],
        }
        return {each["group"] for each in self._rows.find(wanted, {"group": 1})}

    def put_off(self, import_id: str, groups: Collection[str], turn: int) -> None:
        if groups:
            wanted = {"import": import_id, "group": {"$in": sorted(groups)}}
            self._rows.update_many(wanted, {"$set": {"turn": turn}})

    def _write(self, changes: Iterable[UpdateOne]) -> None:
        wanted = list(changes)
        if wanted:
            self._rows.bulk_write(wanted, ordered=False)


def _guarded(import_id: str) -> Document:
    return {"import": import_id, "guardian": {"$exists": True}}


def _numbers_of(import_id: str, rows: Iterable[Document]) -> Iterator[Document]:
    for row in rows:
        taken = any(each["code"] in KNOWN_NUMBERS for each in row["problems"])
        for bare in set(keys_in(row.get("request", {}))):
            yield {"import": import_id, "key": bare, "row": row["row"], "group": row["group"],
                   "taken": taken}  # fmt: skip
