"""Changes that are tried: refused as they would be, and not kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic

from chassis.documents.kind import A, Criteria, Kind, Store, View, anybody
from chassis.errors import Conflict


class Tried(Generic[A]):
    """A store as it stands, for handlers that change one thing after another and end there.

    What they read is there. What they write is shown, or refused where a key is taken that no two
    may share; then it is forgotten, and nothing is told of it.
    """

    def __init__(self, store: Store[A], kind: Kind[A]) -> None:
        self._store = store
        self._kind = kind

    def get(self, aggregate_id: str, admit: Callable[[A], None] = anybody) -> A:
        aggregate = self.load(aggregate_id)
        admit(aggregate)
        return aggregate

    def get_companion(self, aggregate_id: str) -> A:
        return self._store.load(aggregate_id)

    load = get_companion

    def hold(self, aggregate: A) -> None:
        """Nobody needs to wait: nothing will rely on it."""

    def add(self, aggregate: A) -> View:
        mine = self._kind.present_keys(aggregate)
        for name, code in self._kind.unique.items():
            values = mine.get(name, [])
            wanted = values if isinstance(values, list) else [values]
            taken = self._store.newest(Criteria(any_of={name: wanted}), 2) if wanted else []
            if any(each.id != aggregate.id for each in taken):
                raise Conflict(code)
        return self._kind.to_view(aggregate)

    save = add
