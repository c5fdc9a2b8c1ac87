"""Rows on their way in, in a collection of the registry's database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from typing import Any

from pymongo import ASCENDING, UpdateMany
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from chassis.documents.gathering import DUPLICATE_KEY
from services.registry.domain.files.people_import import Tally
from services.registry.domain.files.rows import Row, RowProblem, mark_of, repeated

Document = dict[str, Any]
COLLECTION = "import_rows"
NUMBERS = "import_numbers"
"""By which rows are found while guardians are looked for."""
_AT_ONCE = 500
_SAID = ("mark", "guardian", "dwelling")
"""What a row says beside its request."""
_OF_HOUSEHOLDS = {"$gte": "h:", "$lt": "h;"}
"""Groups as `Row.group` names them; `;` is the character after `:`."""


def prepare(database: Database[Document]) -> None:
    """The indexes of the rows."""
    rows = database[COLLECTION]
    rows.create_index([("import", ASCENDING), ("group", ASCENDING), ("row", ASCENDING)])
    rows.create_index([("import", ASCENDING), ("ok", ASCENDING), ("row", ASCENDING)])
    # Whoever erases a number asks for it; good rows, as most are, have no entry.
    rows.create_index("request.identity.number", partialFilterExpression={"ok": False})


class MongoStaging:
    """See `services.registry.app.files.import_ports.Staging`."""

    def __init__(self, database: Database[Document]) -> None:
        self._rows = database[COLLECTION]
        self._numbers = database[NUMBERS]

    def put(self, import_id: str, rows: Sequence[Row]) -> None:
        try:
            self._rows.insert_many([_document(import_id, each) for each in rows], ordered=False)
        except BulkWriteError as error:
            if any(each["code"] != DUPLICATE_KEY for each in error.details["writeErrors"]):
                raise

    def refuse_repeated(self, import_id: str) -> None:
        marks = self._rows.aggregate(
            [
                {"$match": {"import": import_id, "mark": {"$ne": None}}},
                {"$group": {"_id": "$mark", "rows": {"$push": "$row"}, "n": {"$sum": 1}}},
                {"$match": {"n": {"$gt": 1}}},
            ],
            allowDiskUse=True,
        )
        for each in marks:
            self._rows.update_many(
                {"_id": {"$in": [key(import_id, row) for row in each["rows"]]}},
                {
                    "$addToSet": {"problems": asdict(repeated(each["_id"]))},
                    "$set": {"ok": False},
                },
            )

    def refuse(self, import_id: str, groups: Mapping[str, RowProblem]) -> None:
        if not groups:
            return
        self._rows.bulk_write(
            [
                UpdateMany(
                    {"import": import_id, "group": group},
                    {"$set": {"refused": asdict(problem), "ok": False}},
                )
                for group, problem in groups.items()
            ],
            ordered=False,
        )

    def groups(self, import_id: str, after: str, turn: int | None) -> Iterator[list[Row]]:
        wanted: Document = {"import": import_id, "group": {"$gt": after}, "ok": True}
        if turn is not None:
            wanted["turn"] = turn or None
        yield from self._grouped(wanted, {"mark": 0})

    def has_turn(self, import_id: str, turn: int) -> bool:
        return self._rows.find_one({"import": import_id, "turn": turn}, {"_id": 1}) is not None

    def households(self, import_id: str) -> Iterator[list[Row]]:
        wanted = {"import": import_id, "group": _OF_HOUSEHOLDS}
        yield from self._grouped(wanted, {"request": 0})

    def _grouped(self, wanted: Document, projection: Document) -> Iterator[list[Row]]:
        order = [("group", ASCENDING), ("row", ASCENDING)]
        # The server's own batches are of 16 MiB, which as objects are a hundred.
        with self._rows.find(wanted, projection, batch_size=_AT_ONCE).sort(order) as found:
            for _, rows in groupby(found, key=lambda each: each["group"]):
                yield [row_from(each) for each in rows]

    def page(self, import_id: str, after: int, limit: int, *, refused: bool) -> list[Row]:
        oks = [False] if refused else [False, True]
        wanted = {"import": import_id, "ok": {"$in": oks}, "row": {"$gt": after}}
        return [
            row_from(each) for each in self._rows.find(wanted).sort("row", ASCENDING).limit(limit)
        ]

    def tally(self, import_id: str) -> Tally:
        good: Document = {"import": import_id, "ok": True}
        refused = self._rows.count_documents({"import": import_id, "ok": False})
        persons = self._rows.count_documents(good)
        households = self._rows.count_documents({**good, "relation": "head"})
        return Tally(persons + refused, refused, persons, households)

    def reasons(self, import_id: str) -> Mapping[str, int]:
        codes = {"$setUnion": ["$problems.code", []]}
        whole = {"$cond": [{"$eq": ["$problems", []]}, ["$refused.code"], codes]}
        found = self._rows.aggregate(
            [
                {"$match": {"import": import_id, "ok": False}},
                {"$project": {"code": whole}},
                {"$unwind": "$code"},
                {"$group": {"_id": "$code", "rows": {"$sum": 1}}},
            ]
        )
        return {each["_id"]: each["rows"] for each in found}

    def forget_good(self, import_id: str) -> None:
        self._rows.delete_many({"import": import_id, "ok": True})
        self._rows.update_many(
            {"import": import_id}, {"$set": {"request": {}}, "$unset": dict.fromkeys(_SAID, "")}
        )

    def forget(self, numbers: Collection[str]) -> None:
        self._rows.update_many(
            {"ok": False, "request.identity.number": {"$in": sorted(numbers)}},
            {"$set": {"request": {}}, "$unset": dict.fromkeys(_SAID, "")},
        )

    def drop(self, import_id: str) -> None:
        self._rows.delete_many({"import": import_id})
        self._numbers.delete_many({"import": import_id})


def key(import_id: str, row: int) -> str:
    """Under which a row stands."""
    return f"{import_id}/{row:08d}"


def _document(import_id: str, row: Row) -> Document:
    document = {
        "_id": key(import_id, row.number),
        "import": import_id,
        "row": row.number,
        "group": row.group,
        "household": row.household,
        "relation": row.relation,
        "request": row.request,
        "mark": mark_of(row),
        "problems": [asdict(each) for each in row.problems],
        "refused": None,
        "ok": not row.problems,
    }
    # Few rows have these; the others are kept and read as if there were none.
    if row.guardian is not None:
        document["guardian"] = dict(row.guardian)
    if row.dwelling is not None:
        document["dwelling"] = dict(row.dwelling)
    return document


def row_from(document: Document) -> Row:
    """The row that was kept."""
    problems = [RowProblem(**each) for each in document["problems"]]
    if document["refused"] is not None and not problems:
        problems = [RowProblem(**document["refused"])]
    row = Row(
        document["row"],
        document["household"],
        document["relation"],
        document.get("request", {}),
        tuple(problems),
    )
    if "guardian" in document or "dwelling" in document:
        return replace(row, guardian=document.get("guardian"), dwelling=document.get("dwelling"))
    return row
