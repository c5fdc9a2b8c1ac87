"""Stores of documents as handlers have them; areas add the questions they ask beside."""

from __future__ import annotations

from typing import Generic, TypeVar

from chassis.documents.kind import Aggregate, Store

A = TypeVar("A", bound=Aggregate)


class Kept(Generic[A]):
    """See `app.ports.Keeping`."""

    def __init__(self, store: Store[A]) -> None:
        self._store = store
        self.get = store.get
        self.get_companion = store.get_companion
        self.load = store.load
        self.add = store.add
        self.save = store.save
        self.hold = store.hold
