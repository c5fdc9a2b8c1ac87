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
                partialFilterExpression={f"keys.{name}": {"$exists": True}},
            )
        for name, further in kind.labels.items():
            collection.create_index(
                [
                    (f"labels.{name}", ASCENDING),
                    *((f"keys.{each}", ASCENDING) for each in further),
                    ("created_at", DESCENDING),
                    ("_id", DESCENDING),
                ],
                # Most have none, and take no room in it.
                partialFilterExpression={f"labels.{name}": {"$exists": True}},
            )
        for names in kind.indexes:
            collection.create_index(
                [
                    *((f"keys.{name}", ASCENDING) for name in names),
                    ("created_at", DESCENDING),
                    ("_id", DESCENDING),
                    *((f"keys.{name}", ASCENDING) for name in kind.looked_at.get(names[0], ())),
                ]
            )
