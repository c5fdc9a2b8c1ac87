"""The same store in memory, for tests of handlers: same answers, same refusals."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Generic

from chassis.clock import Clock
from chassis.documents import commands, cursor, history, pending
from chassis.documents.errors import ConcurrentChange
from chassis.documents.kind import (
    A,
    Added,
    Criteria,
    Kind,
    Page,
    Revision,
    View,
    anybody,
    version_of,
)
from chassis.errors import Conflict, NotFound

Document = dict[str, Any]


class MemoryDatabase:
    """The documents of several stores that can change together."""

    def __init__(self) -> None:
        self.collections: dict[str, dict[str, Document]] = {}
        self.lock = threading.RLock()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All writes of the block, or none of them."""
        with self.lock:
            before = copy.deepcopy(self.collections)
            try:
                yield
            except BaseException:
                self.collections.clear()
                self.collections.update(before)
                raise


class MemoryStore(Generic[A]):
    """The store of one kind of aggregate in a `MemoryDatabase`."""

    def __init__(self, database: MemoryDatabase, kind: Kind[A], clock: Clock) -> None:
        self._database = database
        self._kind = kind
        self._clock = clock

    @property
    def _documents(self) -> dict[str, Document]:
        return self._database.collections.setdefault(self._kind.collection, {})

    @property
    def published(self) -> list[Document]:
        """The envelopes recorded so far, oldest document first."""
        return [event for document in self._documents.values() for event in document["pending"]]

    def get(
        self,
        aggregate_id: str,
        admit: Callable[[A], None] = anybody,
        told: Callable[[A], int] = version_of,
    ) -> A:
        document = self._document(aggregate_id)
        commands.refuse_repeated(document)
        aggregate = self._restore(document)
        admit(aggregate)
        commands.refuse_stale(told(aggregate))
        return aggregate

    def get_companion(self, aggregate_id: str) -> A:
        return self._restore(self._document(aggregate_id))

    load = get_companion

    def add(self, aggregate: A) -> View:
        with self._database.lock:
            existing = self._documents.get(aggregate.id)
            if existing is not None:
                commands.refuse_repeated(existing)
                raise ConcurrentChange(f"{self._kind.name} {aggregate.id} exists")
            self._refuse_taken(aggregate)
            document = self._write(aggregate, {"created_at": self._clock.now()})
            document["creation"], document["commands"] = document["commands"], []
            return self._kind.to_view(aggregate)

    def add_many(self, aggregates: Iterable[A]) -> list[Added]:
        return [self._add_one(each) for each in aggregates]

    def _add_one(self, aggregate: A) -> Added:
        with self._database.lock:
            if aggregate.id in self._documents:
                return Added(aggregate.id, "repeated")
            try:
                self._refuse_taken(aggregate)
            except Conflict as error:
                return Added(aggregate.id, "refused", error.code)
            document = self._write(aggregate, {"created_at": self._clock.now()})
            document["creation"], document["commands"] = [], []
            return Added(aggregate.id, "stored")

    def save(self, aggregate: A, why: str | None = None) -> View:
        with self._database.lock:
            if not aggregate.events:
                return self._kind.to_view(aggregate)
            document = self._document(aggregate.id)
            if document["version"] != aggregate.version:
                raise ConcurrentChange(f"{self._kind.name} {aggregate.id}")
            self._refuse_taken(aggregate)
            self._write(aggregate, document, why)
            return self._kind.to_view(aggregate)

    def hold(self, aggregate: A) -> None:
        # A transaction in memory has everything for itself.
        if self._document(aggregate.id)["version"] != aggregate.version:
            raise ConcurrentChange(f"{self._kind.name} {aggregate.id}")

    def view(self, aggregate_id: str) -> View:
        return self._kind.to_view(self.load(aggregate_id))

    def find(self, criteria: Criteria, after: str | None = None, limit: int = 20) -> Page:
        found = sorted(
            (each for each in self._documents.values() if _matches(criteria, each)),
            key=_place,
            reverse=True,
        )
        if after is not None:
            place = cursor.decode(after)
            found = [each for each in found if _place(each) < place]
        kept = found[:limit]
        more = len(found) > limit
        return Page(
            items=[self._kind.to_view(self._restore(each)) for each in kept],
            next=cursor.encode(*_place(kept[-1])) if more else None,
        )

    def newest(self, criteria: Criteria, most: int) -> list[A]:
        found = (each for each in self._documents.values() if _matches(criteria, each))
        return [self._restore(each) for each in sorted(found, key=_place, reverse=True)[:most]]

    def each(self, criteria: Criteria, after: str | None = None) -> Iterator[A]:
        for _, document in sorted(self._documents.items()):
            if document["_id"] > (after or "") and _matches(criteria, document):
                yield self._restore(document)

    def count(self, criteria: Criteria) -> int:
        return sum(1 for _ in self.each(criteria))

    def history(self, aggregate_id: str) -> list[Revision[A]]:
        return history.revisions(self._kind, copy.deepcopy(self._document(aggregate_id)))

    def as_of(self, aggregate_id: str, moment: datetime) -> A:
        return history.as_of(self._kind, self.history(aggregate_id), aggregate_id, moment)

    def rewrite_history(self, aggregate_id: str, rewrite: Callable[[A], A]) -> None:
        with self._database.lock:
            document = self._document(aggregate_id)
            document.update(history.rewritten(self._kind, document, rewrite))

    def labels(self, name: str, aggregate_ids: Collection[str]) -> dict[str, list[str]]:
        documents = self._documents
        return {
            each: list(documents[each]["labels"][name])
            for each in aggregate_ids
            if each in documents and name in documents[each]["labels"]
        }

    def label(self, name: str, values: Mapping[str, Sequence[str]]) -> None:
        with self._database.lock:
            for aggregate_id in values.keys() & self._documents.keys():
                labels = self._documents[aggregate_id]["labels"]
                if each := list(values[aggregate_id]):
                    labels[name] = each
                else:
                    labels.pop(name, None)

    def _document(self, aggregate_id: str) -> Document:
        document = self._documents.get(aggregate_id)
        if document is None:
            raise NotFound(f"{self._kind.name}_not_found", {"id": aggregate_id})
        return document

    def _restore(self, document: Document) -> A:
        state = copy.deepcopy(document["state"])
        return self._kind.from_state(document["_id"], document["version"], state)

    def _write(self, aggregate: A, before: Document, why: str | None = None) -> Document:
        waiting = pending.envelopes(self._kind, aggregate, self._clock)
        aggregate.version += len(waiting)
        aggregate.events.clear()
        answer = self._kind.to_view(aggregate)
        remembered = [*before.get("commands", []), *commands.record(answer, self._clock)]
        document = {
            "_id": aggregate.id,
            "version": aggregate.version,
            "created_at": before["created_at"],
            "state": copy.deepcopy(self._kind.to_state(aggregate)),
            "keys": self._kind.present_keys(aggregate),
            "labels": before.get("labels", {}),
            "timers": self._kind.timers(aggregate),
            "work": list(self._kind.work(aggregate)),
            "pending": [*before.get("pending", []), *waiting],
            "creation": before.get("creation", []),
            "commands": remembered[-commands.REMEMBERED :],
        }
        if self._kind.history:
            document["made"] = history.provenance(self._clock, why)
            former = [history.former(before)] if "state" in before else []
            document["history"] = [*before.get("history", []), *former]
        self._documents[aggregate.id] = document
        return document

    def _refuse_taken(self, aggregate: A) -> None:
        mine = self._kind.present_keys(aggregate)
        for name, code in self._kind.unique.items():
            wanted = set(_values(mine, name))
            for document in self._documents.values():
                if document["_id"] != aggregate.id and wanted & set(
                    _values(document["keys"], name)
                ):
                    raise Conflict(code)


def _place(document: Document) -> tuple[Any, str]:
    return document["created_at"], document["_id"]


def _values(keys: Mapping[str, Any], name: str) -> list[Any]:
    value = keys.get(name, [])
    return value if isinstance(value, list) else [value]


def _matches(criteria: Criteria, document: Document) -> bool:
    keys = document["keys"]
    return (
        all(value in _values(keys, name) for name, value in criteria.equals.items())
        and all(set(each) <= set(_values(keys, name)) for name, each in criteria.all_of.items())
        and all(
            set(each) & set(_values(keys, name) or [None]) for name, each in criteria.any_of.items()
        )
        and all(
            any(str(value).startswith(text) for value in _values(keys, name))
            for name, text in criteria.prefix.items()
        )
        and all(
            any(least <= value <= most for value in _values(keys, name))
            for name, (least, most) in criteria.between.items()
        )
        and all(
            value in _values(document["labels"], name) for name, value in criteria.labelled.items()
        )
        and not any(_matches(each, document) for each in criteria.but_not)
    )
