"""The indexes that kinds of aggregates need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from chassis.documents.kind import Kind

Document = dict[str, Any]

_NEWEST_FIRST = [("created_at", DESCENDING), ("_id", DESCENDING)]


def ensure_indexes(database: Database[Document], kinds: Sequence[Kind[Any]]) -> None:
    """Create what the kinds need; does nothing where it is there already."""
    for kind in kinds:
        database[kind.collection].create_indexes(list(_needed(kind)))


def _needed(kind: Kind[Any]) -> Iterator[IndexModel]:
    yield IndexModel("outbox_since", sparse=True)
    yield IndexModel("timers.due", sparse=True)
    yield IndexModel("work.name", sparse=True)
    yield IndexModel(_NEWEST_FIRST)
    for name in kind.unique:
        yield IndexModel(
            f"keys.{name}",
            name=f"unique_{name}",
            unique=True,
            partialFilterExpression=_there(f"keys.{name}"),
        )
    for name, further in kind.labels.items():
        yield IndexModel(
            [
                (f"labels.{name}", ASCENDING),
                *((f"keys.{each}", ASCENDING) for each in further),
                *_NEWEST_FIRST,
            ],
            partialFilterExpression=_there(f"labels.{name}"),
        )
    for names in kind.indexes:
        of_few: dict[str, Any] = (
            {"partialFilterExpression": _there(f"keys.{names[0]}")}
            if names[0] in kind.of_few
            else {}
        )
        yield IndexModel(
            [
                *((f"keys.{name}", ASCENDING) for name in names),
                *_NEWEST_FIRST,
                *((f"keys.{name}", ASCENDING) for name in kind.looked_at.get(names[0], ())),
            ],
            **of_few,
        )


def _there(path: str) -> Document:
    """Who has none takes no room in the index."""
    return {path: {"$exists": True}}
