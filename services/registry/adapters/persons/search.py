"""Finding persons: by numbers, by filters, and by names in any spelling.

A name is looked for in two turns: who has all its words, the last as a beginning; then who has a
first and a last word that sound like those asked for. Each turn reads a range of an index, newest
first, whose length depends on how common the name is and not on how many persons there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import isqrt

from chassis.documents.kind import Criteria, Store, View
from chassis.errors import Invalid
from services.registry.adapters.persons.filters import MOST_RANGES, criteria_of, everywhere
from services.registry.adapters.persons.vocabulary import Vocabulary
from services.registry.app.persons.ports import Wanted
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.search import pair
from services.registry.domain.persons.skeletons import skeleton

_MOST_TRIED = 14
"""Sounds tried for one word."""


class PersonSearch:
    """Searches a store of persons."""

    def __init__(self, store: Store[Person], vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary

    def __call__(self, wanted: Wanted, after: str | None, limit: int) -> View:
        turns = self._turns(wanted)
        first, position = _place(after)
        items: list[View] = []
        for number, criteria in enumerate(turns):
            if number < first:
                continue
            if len(items) == limit:
                more = bool(self._store.find(criteria, None, 1).items)
                return {"items": items, "next": f"{number}." if more else None}
            page = self._store.find(
                criteria, position if number == first else None, limit - len(items)
            )
            items += page.items
            if page.next is not None:
                return {"items": items, "next": f"{number}.{page.next}"}
        return {"items": items, "next": None}

    def _turns(self, wanted: Wanted) -> Iterator[Criteria]:
        base = criteria_of(wanted)
        if not wanted.terms:
            yield base
            return
        ranges = MOST_RANGES // max(1, len(everywhere(wanted)))
        exact = self._exactly(base, wanted.terms, min(_MOST_TRIED, ranges))
        yield exact
        yield self._alike(base, exact, wanted.terms, ranges)

    def _exactly(self, base: Criteria, terms: Sequence[str], most: int) -> Criteria:
        *whole, last = terms
        sounds = sorted({skeleton(each) for each in whole}, key=len)
        if len(sounds) > 1:
            places = [pair(sounds[-1], sounds[-2])]
        else:
            beginnings = self._vocabulary.beginning_with(last, most)
            endings = list(dict.fromkeys([skeleton(last), *beginnings]))[:most]
            places = _pairs(sounds, endings) if sounds else endings
        return replace(
            base,
            all_of={"name_terms": whole} if whole else {},
            prefix={"name_terms": last},
            any_of={**base.any_of, "name_sounds": places},
        )

    def _alike(
        self, base: Criteria, exact: Criteria, terms: Sequence[str], ranges: int
    ) -> Criteria:
        most = min(_MOST_TRIED, ranges if len(terms) == 1 else isqrt(ranges))
        last = self._vocabulary.sounding_like(terms[-1], most)
        first = self._vocabulary.sounding_like(terms[0], most) if len(terms) > 1 else []
        places = _pairs(first, last) if first else last
        names = Criteria(all_of=exact.all_of, prefix=exact.prefix)
        return replace(base, any_of={**base.any_of, "name_sounds": places}, but_not=names)


def _pairs(some: Sequence[str], others: Sequence[str]) -> list[str]:
    # Who has one sound twice stands under it alone.
    return sorted({one if one == other else pair(one, other) for one in some for other in others})


def _place(after: str | None) -> tuple[int, str | None]:
    """Which turn a cursor is in, and where in it. Raises `Invalid`."""
    if after is None:
        return 0, None
    turn, _, position = after.partition(".")
    if turn not in ("0", "1"):
        raise Invalid("cursor_invalid")
    return int(turn), position or None
