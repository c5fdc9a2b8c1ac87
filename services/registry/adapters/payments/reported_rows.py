"""Rows of providers' files that had no effect: in a collection, or in memory for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pymongo import ReplaceOne
from pymongo.database import Database

from services.registry.domain.files.rows import RowProblem
from services.registry.domain.payments.confirmation import ReportedRow

Document = dict[str, Any]
COLLECTION = "confirmation_rows"


class MongoReportedRows:
    """One document a row, named by batch and row: told again it takes its own place."""

    def __init__(self, database: Database[Document]) -> None:
        self._rows = database[COLLECTION]

    def put(self, batch_id: str, rows: Sequence[ReportedRow]) -> None:
        documents = [{"_id": _name(batch_id, each.row), **asdict(each)} for each in rows]
        if documents:
            self._rows.bulk_write(
                [ReplaceOne({"_id": each["_id"]}, each, upsert=True) for each in documents],
                ordered=False,
            )

    def page(self, batch_id: str, after: int, limit: int) -> list[ReportedRow]:
        wanted = {"_id": {"$gt": _name(batch_id, after), "$lt": f"{batch_id}0"}}
        found = self._rows.find(wanted, {"_id": 0}).sort("_id", 1).limit(limit)
        return [ReportedRow(**{**each, "problem": RowProblem(**each["problem"])}) for each in found]


class MemoryReportedRows:
    """Rows in a dict."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], ReportedRow] = {}

    def put(self, batch_id: str, rows: Sequence[ReportedRow]) -> None:
        self._rows |= {(batch_id, each.row): each for each in rows}

    def page(self, batch_id: str, after: int, limit: int) -> list[ReportedRow]:
        found = sorted(self._rows.items())
        return [each for (whose, row), each in found if whose == batch_id and row > after][:limit]


def _name(batch_id: str, row: int) -> str:
    # "0" follows "/" in the order of signs: every row lies between id/ and id0.
    return f"{batch_id}/{row:08d}"
