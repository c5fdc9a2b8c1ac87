"""Counters, moved on in the transaction that uses the number."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import CollectionInvalid, DuplicateKeyError, OperationFailure

from chassis.documents.errors import ConcurrentChange
from chassis.documents.memory import MemoryDatabase
from chassis.documents.transaction import is_transient, session_of

COLLECTION = "licence_numbers"
"""Begun for licences alone."""


def prepare(database: Database[dict[str, Any]]) -> None:
    """Before the first number is taken: two transactions that each make the collection would both
    begin at one, and one of them would be refused for it."""
    with suppress(CollectionInvalid):
        database.create_collection(COLLECTION)


class MongoNumbers:
    """One document per series. Outside of a transaction a number could be lost: do not."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._counters = database[COLLECTION]

    def next(self, series: str) -> int:
        """Raises `ConcurrentChange` when another command takes a number at this moment."""
        session = session_of(self._counters)
        if session is None:
            raise LookupError("numbers are taken inside a transaction")
        try:
            counter = self._counters.find_one_and_update(
                {"_id": series},
                {"$inc": {"last": 1}},
                upsert=True,
                return_document=ReturnDocument.AFTER,
                session=session,
            )
        except DuplicateKeyError as error:
            raise ConcurrentChange(series) from error
        except OperationFailure as error:
            if is_transient(error):
                raise ConcurrentChange(series) from error
            raise
        return int(counter["last"])


class MemoryNumbers:
    """The same in memory."""

    def __init__(self, memory: MemoryDatabase) -> None:
        self._database = memory

    def next(self, series: str) -> int:
        with self._database.lock:
            counters = self._database.collections.setdefault(COLLECTION, {})
            counter = counters.setdefault(series, {"last": 0})
            counter["last"] += 1
            return int(counter["last"])
