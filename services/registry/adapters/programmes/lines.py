"""Who is next in line, and who comes first in a ranking."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chassis.documents.criteria import all_of, conditions_of
from chassis.documents.kind import Criteria, Store, View
from chassis.errors import FieldError, Invalid
from services.registry.adapters.programmes.enrolments import (
    ENROLMENTS,
    show,
    ticket_key,
)
from services.registry.domain.programmes.enrolment import Enrolment

if TYPE_CHECKING:
    from pymongo.database import Database

_LOOK_AHEAD = 50
_RANKED = "assessed"


class Line:
    """Waiting enrolments by their tickets; tickets of who left the line are passed over."""

    def __init__(self, store: Store[Enrolment]) -> None:
        self._store = store

    def __call__(self, programme_id: str, after: int, last: int) -> Sequence[str]:
        for first in range(after + 1, last + 1, _LOOK_AHEAD):
            tickets = range(first, min(first + _LOOK_AHEAD, last + 1))
            keys = [ticket_key(programme_id, each) for each in tickets]
            found = self._store.find(Criteria(any_of={"ticket": keys}), None, _LOOK_AHEAD)
            if found.items:
                return [each["id"] for each in sorted(found.items, key=lambda it: it["ticket"])]
        return []


class OwnEnrolments:
    """The enrolments of a person's own."""

    def __init__(self, store: Store[Enrolment]) -> None:
        self._store = store

    def __call__(self, person_id: str) -> Sequence[str]:
        return [each.id for each in self._store.each(Criteria(equals={"person": person_id}))]


def _wanted(programme_id: str, governorates: Collection[str] | None) -> Criteria:
    return Criteria(
        equals={"programme": programme_id, "status": _RANKED},
        any_of={} if governorates is None else {"governorate": sorted(governorates)},
    )


class MemoryRanking:
    """The ranking out of any store: for tests, where there are few."""

    def __init__(self, store: Store[Enrolment]) -> None:
        self._store = store

    def __call__(
        self,
        programme_id: str,
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        found = sorted(
            self._store.each(_wanted(programme_id, governorates)),
            key=lambda each: (-_score(each), each.application.registered_on, each.id),
        )
        start = 0 if after is None else int(after)
        more = len(found) > start + limit
        return {
            "items": [show(each) for each in found[start : start + limit]],
            "next": str(start + limit) if more else None,
        }


class MongoRanking:
    """The ranking by an index: programme, status, score, and when it was filed."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database[ENROLMENTS.collection]

    def __call__(
        self,
        programme_id: str,
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        conditions = conditions_of(_wanted(programme_id, governorates))
        if after is not None:
            conditions.append(_behind(*_decode(after)))
        # Backwards through the index: of equal scores the oldest application comes first.
        found = list(
            self._collection.find(
                all_of(conditions), {"state": 1, "version": 1, "created_at": 1, "keys.score": 1}
            )
            .sort([("keys.score", -1), ("created_at", 1), ("_id", 1)])
            .limit(limit + 1)
        )
        kept = found[:limit]
        items = [show(ENROLMENTS.from_state(e["_id"], e["version"], e["state"])) for e in kept]
        return {"items": items, "next": _encode(kept[-1]) if len(found) > limit else None}


def _score(enrolment: Enrolment) -> float:
    return 0.0 if enrolment.assessment is None else enrolment.assessment.score


def _behind(score: float, created_at: Any, last: str) -> dict[str, Any]:
    return {
        "$or": [
            {"keys.score": {"$lt": score}},
            {"keys.score": score, "created_at": {"$gt": created_at}},
            {"keys.score": score, "created_at": created_at, "_id": {"$gt": last}},
        ]
    }


def _encode(document: dict[str, Any]) -> str:
    place = [document["keys"]["score"], document["created_at"].isoformat(), document["_id"]]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _decode(cursor: str) -> tuple[float, Any, str]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        score, created_at, last = json.loads(base64.b64decode(padded, b"-_", validate=True))
        return float(score), datetime.fromisoformat(created_at), str(last)
    except (ValueError, TypeError, binascii.Error) as error:
        raise Invalid("cursor_invalid", errors=[FieldError("/cursor", "cursor_invalid")]) from error
