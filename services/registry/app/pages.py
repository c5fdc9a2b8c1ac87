"""Pages of what exists for who asks: they tell nothing of what was passed over.

A page that is filtered after it was fetched is shorter than it should be, and its cursor may name
what was left out: so the reader learns that there is something, and where.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from services.registry.app.ports import View

Fetch = Callable[[str | None, int], View]
"""A page (`items`, `next`) after a cursor, of so many records at most."""
Known = Callable[[Sequence[View]], Sequence[View]]
"""Those of these records that exist for who asks, in their order."""

_LOOK_AHEAD = 10
"""Records that are fetched at once to see whether another one follows a full page."""


def known_page(fetch: Fetch, known: Known, after: str | None, limit: int) -> View:
    """As many as are asked for, however many are passed over between them.

    `next` is there only when a further known one is, and is the place of the last one shown. It is
    read on to the end of the list if need be: few are hidden, and to stop earlier would tell.
    """
    shown: list[View] = []
    place, last = after, (after, 0)
    while True:
        page = fetch(place, limit if len(shown) < limit else _LOOK_AHEAD)
        ids = {each["id"] for each in known(page["items"])}
        for number, each in enumerate(page["items"], start=1):
            if each["id"] not in ids:
                continue
            if len(shown) < limit:
                shown.append(each)
                last = (place, number)
                continue
            ends = fetch(*last)
            if ends["items"] and ends["items"][-1]["id"] == shown[-1]["id"]:
                return {"items": shown, "next": ends["next"]}
            # Something came or went between the two looks: they are not one list.
            return known_page(fetch, known, after, limit)
        place = page["next"]
        if place is None:
            return {"items": shown, "next": None}
