"""Lists out of a store for handlers, which know neither stores nor criteria of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from chassis.documents.kind import Criteria, Store, View


class Conditions(Protocol):
    """What a handler wants: keys equal to a value, and keys among several values."""

    @property
    def equals(self) -> Mapping[str, str]: ...

    @property
    def any_of(self) -> Mapping[str, Sequence[str]]: ...


def listing(store: Store[Any]) -> Callable[[Conditions, str | None, int], View]:
    """A function `(wanted, after, limit)` that answers `{"items": [views], "next": cursor}`."""

    def find(wanted: Conditions, after: str | None, limit: int) -> View:
        criteria = Criteria(equals=wanted.equals, any_of=wanted.any_of)
        page = store.find(criteria, after, limit)
        return {"items": page.items, "next": page.next}

    return find
