"""Stores of what another record has one of, asked for by the record that has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from chassis.documents.kind import Aggregate, Store, anybody
from chassis.errors import NotFound

A = TypeVar("A", bound=Aggregate)


class KeptOneEach(Generic[A]):
    """See `app.ports.KeepingOneEach`. `identify` makes the identifier from the owner's."""

    def __init__(self, store: Store[A], identify: Callable[[str], str]) -> None:
        self._store = store
        self.id_of = identify
        self.add = store.add
        self.save = store.save

    def get(self, owner_id: str, admit: Callable[[A], None] = anybody) -> A:
        with _asked_for(owner_id):
            return self._store.get(self.id_of(owner_id), admit)

    def get_companion(self, owner_id: str) -> A:
        with _asked_for(owner_id):
            return self._store.get_companion(self.id_of(owner_id))

    def load(self, owner_id: str) -> A:
        with _asked_for(owner_id):
            return self._store.load(self.id_of(owner_id))


@contextmanager
def _asked_for(owner_id: str) -> Iterator[None]:
    """Who asked by the owner is told that, not an identifier they never saw."""
    try:
        yield
    except NotFound as unknown:
        raise NotFound(unknown.code, {**unknown.params, "id": owner_id}) from None
