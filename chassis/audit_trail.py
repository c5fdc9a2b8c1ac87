"""How the audit log is searched by who investigates: newest first, page by page.

Who reads it learns who did what to which record, when and from which centre; nothing of what stands
in the record. Each page that is read is an entry of the log itself, written before it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from chassis.documents import cursor
from chassis.errors import FieldError, Invalid

READ, KIND = "audit_entry.list", "audit_entry"
NEWEST_FIRST = (("at", -1), ("_id", -1))
INDEXES = (
    (("at", 1), ("_id", 1)),
    *(((name, 1), ("at", 1), ("_id", 1)) for name in ("actor", "action", "kind")),
)
"""What a page is read by when no record is asked for; of one record there are few entries."""
WITHIN_INDEX = (("within", 1), ("at", 1), ("_id", 1))
_EQUAL = ("record_id", "kind", "within", "actor", "action")

Entry = Mapping[str, Any]
Sought = Mapping[str, str]
"""What is looked for: values of the entry's fields, `since` this moment and before `until`."""


class Recording(Protocol):
    """Where it is written down that the log was read."""

    def record(
        self, action: str, kind: str, record_id: str | Sequence[str], within: str | None = None
    ) -> None: ...


def criteria(sought: Sought, after: str | None) -> dict[str, Any]:
    """The same as a query. Raises `Invalid("cursor_invalid")`."""
    wanted: dict[str, Any] = {name: sought[name] for name in _EQUAL if name in sought}
    times = {
        sign: _stored(sought[name])
        for name, sign in (("since", "$gte"), ("until", "$lt"))
        if name in sought
    }
    if times:
        wanted["at"] = times
    if after is None:
        return wanted
    at, number = _place(after)
    older = {"$or": [{"at": {"$lt": at}}, {"at": at, "_id": {"$lt": number}}]}
    # The bound on `at` alone lets the index begin where the page does.
    return {"$and": [wanted, {"at": {"$lte": at}}, older]}


def fits(entry: Entry, sought: Sought, after: str | None) -> bool:
    """Whether the query finds this entry, in memory."""
    older = after is None or (entry["at"], entry["_id"]) < _place(after)
    return (
        older
        and all(_has(entry.get(name), sought[name]) for name in _EQUAL if name in sought)
        and ("since" not in sought or entry["at"] >= _stored(sought["since"]))
        and ("until" not in sought or entry["at"] < _stored(sought["until"]))
    )


def _has(told: Any, value: str) -> bool:
    return value in told if isinstance(told, list) else bool(told == value)


def page(log: Recording, found: Sequence[Entry], sought: Sought, limit: int) -> dict[str, Any]:
    """The first `limit` of these as they are told, after that is written down."""
    told = found[:limit]
    log.record(READ, KIND, [str(each["_id"]) for each in told], sought.get("record_id"))
    following = None
    if len(found) > limit:
        last = told[-1]
        following = cursor.encode(datetime.fromisoformat(last["at"]), str(last["_id"]))
    return {"items": [_shown(each) for each in told], "next": following}


def _shown(entry: Entry) -> dict[str, Any]:
    told = entry["record_id"]
    return {
        "number": entry["_id"],
        "at": entry["at"].replace("+00:00", "Z"),
        "actor": entry["actor"],
        "roles": list(entry["roles"]),
        "centre": entry["centre"],
        "action": entry["action"],
        "kind": entry["kind"],
        # Entries of before lists have those of a page as one text.
        "record_ids": told.split(",") if isinstance(told, str) else list(told),
        "within": entry.get("within"),
        "correlation_id": entry["correlation_id"],
    }


def _stored(moment: str) -> str:
    """The moment as entries have it, so that texts compare as times do."""
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat()


def _place(after: str) -> tuple[str, int]:
    at, number = cursor.decode(after)
    try:
        return at.isoformat(), int(number)
    except ValueError as error:
        raise Invalid("cursor_invalid", errors=[FieldError("/cursor", "cursor_invalid")]) from error
