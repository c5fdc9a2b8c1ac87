"""Lists of records out of a store."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Criteria, Store
from services.licensing.app.ports import Listing, View, Wanted


def listing(store: Store[Any]) -> Listing:
    """The store's way to list."""

    def find(wanted: Wanted, after: str | None, limit: int) -> View:
        criteria = Criteria(equals=wanted.equals, any_of=wanted.any_of)
        page = store.find(criteria, after, limit)
        return {"items": page.items, "next": page.next}

    return find
