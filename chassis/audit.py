"""The audit log of protected records: who did what to which record, chained by hashes.

One entry tells of one record, or of all that one page showed: then `record_id` is a list. An index
finds both by one identifier. Entries of before this held those of a page as one text, with commas.

Each entry holds the hash of the one before it, so that no entry can be altered, taken out or put
in between without `verify` finding the place. An entry is written, and safe, before the record is
shown or changed: what cannot be logged is not shown.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis import audit_trail
from chassis.clock import Clock
from chassis.context import Context, current
from chassis.errors import Unavailable

COLLECTION = "audit"
GENESIS = "0" * 64
_ATTEMPTS = 50
_Entry = tuple[str, str, str | tuple[str, ...], str | None]


class Audit(Protocol):
    """Where accesses to protected records are written down."""

    def record(
        self, action: str, kind: str, record_id: str | Sequence[str], within: str | None = None
    ) -> None:
        """Write down, once, that the current actor does `action` to the record or to each of these.

        `within`: the record of another kind that they were shown with, as the target list of an
        emergency. Raises `Unavailable` when it cannot be written.
        """
        ...

    def of(self, kind: str, *record_ids: str) -> list[dict[str, Any]]:
        """What was done to any of these records, oldest first: entries with `at`, `actor`,
        `roles`, `centre`, `action`."""
        ...

    def page(self, sought: audit_trail.Sought, after: str | None, limit: int) -> dict[str, Any]:
        """A page of the log for who investigates, newest first, as `{"items", "next"}`; that it
        was read is written down first."""
        ...


@dataclass(frozen=True)
class Head:
    """The last entry of a chain, remembered away from it."""

    entry: int
    hash: str


@dataclass(frozen=True)
class Verdict:
    """What a verification found: how many entries stand, and the first that does not.

    `head` is the end of a chain that is intact.
    """

    entries: int
    broken_at: int | None = None
    reason: str | None = None
    head: Head | None = None

    @property
    def intact(self) -> bool:
        return self.broken_at is None


class MongoAudit:
    """The log of one service, in its own database."""

    def __init__(self, database: Database[dict[str, Any]], clock: Clock) -> None:
        self._entries = database[COLLECTION]
        self._clock = clock

    def record(
        self, action: str, kind: str, record_id: str | Sequence[str], within: str | None = None
    ) -> None:
        facts = _facts(action, kind, record_id, within, self._clock)
        for attempt in range(_ATTEMPTS):
            last = self._entries.find_one(sort=[("_id", DESCENDING)])
            try:
                self._entries.insert_one(_next(last, facts))
            except DuplicateKeyError:
                # Another process took this place in the chain: take the next one.
                time.sleep(random.uniform(0, 0.002 * (attempt + 1)))  # noqa: S311
            else:
                return
        raise Unavailable("audit_busy", retry_after=1)

    def of(self, kind: str, *record_ids: str) -> list[dict[str, Any]]:
        wanted = {"record_id": {"$in": list(record_ids)}, "kind": kind}
        return list(self._entries.find(wanted).sort("_id", ASCENDING))

    def page(self, sought: audit_trail.Sought, after: str | None, limit: int) -> dict[str, Any]:
        found = self._entries.find(audit_trail.criteria(sought, after))
        newest = list(found.sort(list(audit_trail.NEWEST_FIRST)).limit(limit + 1))
        return audit_trail.page(self, newest, sought, limit)


class MemoryAudit:
    """The same log in memory."""

    def __init__(self, clock: Clock) -> None:
        self.entries: list[dict[str, Any]] = []
        self._clock = clock

    def record(
        self, action: str, kind: str, record_id: str | Sequence[str], within: str | None = None
    ) -> None:
        last = self.entries[-1] if self.entries else None
        self.entries.append(_next(last, _facts(action, kind, record_id, within, self._clock)))

    def of(self, kind: str, *record_ids: str) -> list[dict[str, Any]]:
        return [
            each
            for each in self.entries
            if each["kind"] == kind and not concerned(each).isdisjoint(record_ids)
        ]

    def page(self, sought: audit_trail.Sought, after: str | None, limit: int) -> dict[str, Any]:
        found = [each for each in self.entries if audit_trail.fits(each, sought, after)]
        newest = sorted(found, key=lambda each: (each["at"], each["_id"]), reverse=True)
        return audit_trail.page(self, newest, sought, limit)


class OncePerRequest:
    """A log for commands that are run again when they lose a race: one entry for all their runs."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._written: ContextVar[tuple[Context, frozenset[_Entry]] | None]
        self._written = ContextVar("kanaf_audit_written", default=None)

    def record(
        self, action: str, kind: str, record_id: str | Sequence[str], within: str | None = None
    ) -> None:
        told = record_id if isinstance(record_id, str) else tuple(record_id)
        context, entry, before = current(), (action, kind, told, within), self._written.get()
        entries = before[1] if before and before[0] is context else frozenset()
        if entry not in entries:
            self._audit.record(*entry)
            self._written.set((context, entries | {entry}))

    def of(self, kind: str, *record_ids: str) -> list[dict[str, Any]]:
        return self._audit.of(kind, *record_ids)

    def page(self, sought: audit_trail.Sought, after: str | None, limit: int) -> dict[str, Any]:
        return self._audit.page(sought, after, limit)


def concerned(entry: Mapping[str, Any]) -> frozenset[str]:
    """The records that an entry tells of."""
    told: str | Sequence[str] = entry["record_id"]
    return frozenset({told} if isinstance(told, str) else told)


def ensure_indexes(database: Database[dict[str, Any]]) -> None:
    """What `of` and `page` read by, of lists each identifier; does nothing where it is there."""
    entries = database[COLLECTION]
    entries.create_index([("record_id", ASCENDING), ("_id", ASCENDING)])
    for each in audit_trail.INDEXES:
        entries.create_index(list(each))
    entries.create_index(
        list(audit_trail.WITHIN_INDEX), partialFilterExpression={"within": {"$exists": True}}
    )


def verify(entries: Iterable[Mapping[str, Any]], known: Head | None = None) -> Verdict:
    """Walk the chain from its first entry; the entries must come in order of `_id`.

    A chain alone shows neither that its end was cut off nor that all of it was written anew: the
    head that an earlier verification found, `known`, does.
    """
    previous, count = GENESIS, 0
    for entry in entries:
        if entry["_id"] != count + 1:
            return Verdict(count, count + 1, "missing")
        if entry["previous"] != previous:
            return Verdict(count, entry["_id"], "chain")
        if entry["hash"] != _hash(entry):
            return Verdict(count, entry["_id"], "altered")
        if known is not None and known.entry == count + 1 and known.hash != entry["hash"]:
            return Verdict(count, entry["_id"], "rewritten")
        previous, count = entry["hash"], count + 1
    if known is not None and count < known.entry:
        return Verdict(count, count + 1, "cut off")
    return Verdict(count, head=Head(count, previous) if count else None)


def verify_database(database: Database[dict[str, Any]], known: Head | None = None) -> Verdict:
    """Verify the log kept in this database."""
    return verify(database[COLLECTION].find().sort("_id", 1), known)


def _facts(
    action: str,
    kind: str,
    record_id: str | Sequence[str],
    within: str | None,
    clock: Clock,
) -> dict[str, Any]:
    context = current()
    facts: dict[str, Any] = {
        "at": clock.now().isoformat(),
        "actor": context.actor.subject,
        "roles": sorted(context.actor.roles),
        "centre": context.actor.centre,
        "action": action,
        "kind": kind,
        "record_id": record_id if isinstance(record_id, str) else list(record_id),
        "correlation_id": context.correlation_id,
    }
    return facts if within is None else {**facts, "within": within}


def _next(last: Mapping[str, Any] | None, facts: Mapping[str, Any]) -> dict[str, Any]:
    entry = {
        "_id": 1 if last is None else last["_id"] + 1,
        **facts,
        "previous": GENESIS if last is None else last["hash"],
    }
    return {**entry, "hash": _hash(entry)}


def _hash(entry: Mapping[str, Any]) -> str:
    facts = {name: value for name, value in entry.items() if name != "hash"}
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
