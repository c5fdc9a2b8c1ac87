"""Pages of which somebody may not see everything, and cannot notice that there was more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.registry.app.ports import View

Reading = Callable[[str | None, int], View]
"""Reads a page: `(after, limit)` → `{"items", "next"}`."""
Seen = Callable[[Sequence[View]], list[View]]
"""Those of the items that exist for who asks."""


def full_page(read: Reading, seen: Seen, after: str | None, limit: int) -> View:
    """A page with as many items as there are to be seen, and `next` only when more are.

    A page that is shorter, or a `next` that leads to nothing, would tell of what is hidden.
    """
    items: list[View] = []
    while True:
        page = read(after, limit - len(items))
        items += seen(page["items"])
        after = page["next"]
        if after is None or len(items) == limit:
            break
    more = after is not None and _goes_on(read, seen, after, limit)
    return {**page, "items": items, "next": after if more else None}


def _goes_on(read: Reading, seen: Seen, after: str, limit: int) -> bool:
    """Whether there is anything to be seen; mostly the first that comes is."""
    page = read(after, 1)
    while not seen(page["items"]) and page["next"] is not None:
        page = read(page["next"], limit)
    return bool(seen(page["items"]))
