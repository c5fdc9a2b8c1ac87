"""Whose benefits of a programme run, as a table of DuckDB, with what is looked back on of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from services.registry.adapters.eligibility.tables import Document, load
from services.registry.adapters.eligibility.words_told import NEVER, lowest_since
from services.registry.domain.eligibility.indicators import Indicator, Window

if TYPE_CHECKING:
    from pymongo.database import Database

STANDING = ("active", "suspended", "waiting")
"""With which status an enrolment runs, or will: computed anew, and looked back on."""


def looking_back(asked: Iterable[Indicator]) -> dict[str, Window]:
    """Those that look back, with what they look back on."""
    return {each.name: each.window for each in asked if each.window is not None}


def load_enrolled(
    database: Database[Document],
    connection: Any,
    programme_id: str,
    looks: Mapping[str, Window],
    day: date,
) -> None:
    """Make the table `enrolled`: whose benefits of a programme run (or will), how much they are,
    when each `started`, and what is looked back on since then."""
    pipeline: list[Document] = [
        {"$match": {"keys.programme": programme_id, "keys.status": {"$in": list(STANDING)}}},
        {
            "$project": {
                "household": "$keys.household",
                "person": "$keys.person",
                "before": {"$toDouble": "$state.amount_fils"},
                "started": "$state.started_on",
            }
        },
    ]
    if looks:
        profile = {"from": "profiles", "localField": "household", "foreignField": "_id"}
        pipeline += [
            {"$lookup": {**profile, "as": "profile"}},
            {"$set": {"profile": {"$first": "$profile"}}},
            {"$set": {name: _since(window, day) for name, window in looks.items()}},
            {"$unset": "profile"},
        ]
    fields = {
        "_id": "text", "household": "text", "person": "text", "before": "number", "started": "text",
    }  # fmt: skip
    fields |= dict.fromkeys(looks, "number")
    load(database, connection, "enrolled", "enrolments", pipeline, fields)


def _since(window: Window, day: date) -> Document:
    # Who waits for a place has no benefit that began: then what holds on the day counts.
    began = {"$ifNull": ["$started", NEVER]}
    return {"$toDouble": lowest_since(window, day, began, "$profile.state")}
