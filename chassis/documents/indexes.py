"""The indexes that kinds of aggregates need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from chassis.documents.kind import Kind

Document = dict[str, Any]


def ensure_indexes(database: Database[Document], kinds: Sequence[Kind[Any]]) -> None:
    """Create what the kinds need; does nothing where it is there already."""
    for kind in kinds:
        collection = database[kind.collection]
        collection.create_index("outbox_since", sparse=True)
        collection.create_index("timers.due", sparse=True)
        collection.create_index("work.name", sparse=True)
        collection.create_index([("created_at", DESCENDING), ("_id", DESCENDING)])
        for name in kind.unique:
            collection.create_index(
                f"keys.{name}",
                name=f"unique_{name}",
                unique=True,
                partialFilterExpression=_there(f"keys.{name}"),
            )
        for name, further in kind.labels.items():
            collection.create_index(
                [
                    (f"labels.{name}", ASCENDING),
                    *((f"keys.{each}", ASCENDING) for each in further),
                    ("created_at", DESCENDING),
                    ("_id", DESCENDING),
                ],
                partialFilterExpression=_there(f"labels.{name}"),
            )
        for names in kind.indexes:
            of_few: dict[str, Any] = (
                {"partialFilterExpression": _there(f"keys.{names[0]}")}
                if names[0] in kind.of_few
                else {}
            )
            collection.create_index(
                [
                    *((f"keys.{name}", ASCENDING) for name in names),
                    ("created_at", DESCENDING),
                    ("_id", DESCENDING),
                    *((f"keys.{name}", ASCENDING) for name in kind.looked_at.get(names[0], ())),
                ],
                **of_few,
            )


def _there(path: str) -> Document:
    """Who has none takes no room in the index."""
    return {path: {"$exists": True}}
