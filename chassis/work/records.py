"""What is known of each piece of work: who runs it, how far it is, how often it failed.

One document per piece of work in the collection `work`. Whoever runs it holds it for some seconds
and says so again and again; a process that was killed stops saying so, and another takes over. Time
is the database server's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pymongo
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

COLLECTION = "work"
HELD_SECONDS = 15.0
"""How long work is held without a sign of life: the longest gap after its process was killed."""

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"

Document = dict[str, Any]


@dataclass(frozen=True)
class Piece:
    """One piece of work: its name, and the aggregate whose state asks for it."""

    kind: str
    aggregate_id: str
    name: str

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.aggregate_id}/{self.name}"


@dataclass(frozen=True)
class Held:
    """A piece of work that is ours to run, from where the run before came to."""

    piece: Piece
    attempt: int
    checkpoint: Mapping[str, Any]
    done: int
    total: int | None


class Records:
    """The collection `work` of one service's database, as one process sees it."""

    def __init__(self, database: Database[Document], holder: str) -> None:
        self._collection: Collection[Document] = database[COLLECTION]
        self._holder = holder

    def ensure_indexes(self) -> None:
        self._collection.create_index([("kind", 1), ("aggregate_id", 1)])
        self._collection.create_index([("state", 1), ("updated_at", 1)])

    def take(self, piece: Piece) -> Held | None:
        """Hold this piece, unless somebody holds it, it rests after a failure, or it gave up."""
        self._ensure(piece)
        found: Document | None = self._collection.find_one_and_update(
            {
                "_id": piece.key,
                "state": {"$ne": FAILED},
                "$expr": {"$and": [_past("$held_until"), _past("$rests_until")]},
            },
            [
                {
                    "$set": {
                        # A piece that was done and is asked for anew begins at the beginning.
                        **{
                            name: {"$cond": [{"$eq": ["$state", DONE]}, fresh, f"${name}"]}
                            for name, fresh in _FRESH.items()
                        },
                        "holder": self._holder,
                        "held_until": _in(HELD_SECONDS),
                        "updated_at": "$$NOW",
                    }
                },
                {
                    "$set": {
                        "state": RUNNING,
                        "attempts": {"$add": ["$attempts", 1]},
                        "started_at": {"$ifNull": ["$started_at", "$$NOW"]},
                    }
                },
            ],
            return_document=pymongo.ReturnDocument.AFTER,
        )
        if found is None:
            return None
        return Held(piece, found["attempts"], found["checkpoint"], found["done"], found["total"])

    def hold(self, piece: Piece) -> bool:
        """Say that we are alive; False when it is no longer ours."""
        return self._change(piece, {"held_until": _in(HELD_SECONDS)})

    def reached(
        self, piece: Piece, done: int, total: int | None, checkpoint: Mapping[str, Any]
    ) -> bool:
        """Record how far it is, which begins a new count of attempts; False: no longer ours."""
        return self._change(
            piece,
            {
                "held_until": _in(HELD_SECONDS),
                "done": done,
                "total": total,
                "checkpoint": {"$literal": dict(checkpoint)},
                "attempts": 1,
                "error": None,
            },
        )

    def finished(self, piece: Piece) -> bool:
        """It is done, and nobody holds it."""
        return self._change(
            piece,
            {
                "state": DONE,
                "held_until": _EPOCH,
                "finished_at": "$$NOW",
                "error": None,
            },
        )

    def put_back(
        self,
        piece: Piece,
        *,
        rest_seconds: float = 0.0,
        error: str | None = None,
        counts: bool = True,
    ) -> bool:
        """Let another run take it up, after a rest when it failed.

        What was interrupted through no fault of its own is no attempt that `counts`.
        """
        return self._change(
            piece,
            {
                "state": WAITING,
                "held_until": _EPOCH,
                "rests_until": _in(rest_seconds),
                **({} if counts else {"attempts": {"$max": [0, {"$add": ["$attempts", -1]}]}}),
                **({"error": {"$literal": error}} if error else {}),
            },
        )

    def give_up(self, piece: Piece, error: str) -> bool:
        """It failed too often: it waits for an operator."""
        return self._change(
            piece, {"state": FAILED, "held_until": _EPOCH, "error": {"$literal": error}}
        )

    def _change(self, piece: Piece, values: Document) -> bool:
        result = self._collection.update_one(
            {"_id": piece.key, "holder": self._holder, "state": RUNNING},
            [{"$set": {**values, "updated_at": "$$NOW"}}],
        )
        return result.matched_count == 1

    def _ensure(self, piece: Piece) -> None:
        if self._collection.find_one({"_id": piece.key}, {"_id": 1}) is not None:
            return
        try:
            self._collection.insert_one(
                {
                    "_id": piece.key,
                    "kind": piece.kind,
                    "aggregate_id": piece.aggregate_id,
                    "name": piece.name,
                    "state": WAITING,
                    "holder": None,
                    "held_until": _EPOCH,
                    "updated_at": datetime.now(UTC),
                    **_FRESH,
                }
            )
        except DuplicateKeyError:
            return


def retry(database: Database[Document], key: str) -> bool:
    """Let work that gave up be tried again; False when there is none of that key."""
    result = database[COLLECTION].update_one(
        {"_id": key, "state": FAILED},
        {"$set": {"state": WAITING, "attempts": 0, "rests_until": _EPOCH}},
    )
    return result.matched_count == 1


_EPOCH = datetime.fromtimestamp(0, UTC)
_FRESH: Mapping[str, Any] = {
    "attempts": 0,
    "rests_until": _EPOCH,
    "checkpoint": {},
    "done": 0,
    "total": None,
    "error": None,
    "started_at": None,
    "finished_at": None,
}


def _past(moment: str) -> Document:
    return {"$lte": [moment, "$$NOW"]}


def _in(seconds: float) -> Document:
    return {"$add": ["$$NOW", round(seconds * 1000)]}
