"""Finding persons: by numbers, by filters, and by names in any spelling.

A name is looked for in two turns: who has all its words, the last as a beginning; then who has a
first and a last word that sound like those asked for. Each turn reads a range of an index, newest
first, whose length depends on how common the name is and not on how many persons there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chassis.documents.kind import Criteria, Store, View
from chassis.errors import Invalid
from contracts import reference
from services.registry.adapters.persons.keys import number_key
from services.registry.adapters.persons.vocabulary import Vocabulary
from services.registry.app.persons.ports import Wanted
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.search import pair
from services.registry.domain.persons.skeletons import skeleton

_MOST_BEGINNINGS = 16
_MOST_ALIKE = 4
"""Sounds tried for one word. Their product with the governorates must stay a merge of index
ranges, of which MongoDB makes 200 at most."""


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
        base = _without_name(wanted)
        if not wanted.terms:
            yield base
            return
        exact = self._exactly(base, wanted.terms)
        yield exact
        yield self._alike(base, exact, wanted.terms)

    def _exactly(self, base: Criteria, terms: Sequence[str]) -> Criteria:
        *whole, last = terms
        sounds = sorted({skeleton(each) for each in whole}, key=len)
        if len(sounds) > 1:
            places = [pair(sounds[-1], sounds[-2])]
        else:
            beginnings = self._vocabulary.beginning_with(last, _MOST_BEGINNINGS)
            endings = list(dict.fromkeys([skeleton(last), *beginnings]))
            places = _pairs(sounds, endings) if sounds else endings
        return replace(
            base,
            all_of={"name_terms": whole} if whole else {},
            prefix={"name_terms": last},
            any_of={**base.any_of, "name_sounds": places},
        )

    def _alike(self, base: Criteria, exact: Criteria, terms: Sequence[str]) -> Criteria:
        last = self._vocabulary.sounding_like(terms[-1], _MOST_ALIKE)
        first = self._vocabulary.sounding_like(terms[0], _MOST_ALIKE) if len(terms) > 1 else []
        places = _pairs(first, last) if first else last
        names = Criteria(all_of=exact.all_of, prefix=exact.prefix)
        return replace(base, any_of={**base.any_of, "name_sounds": places}, but_not=names)


def _pairs(some: Sequence[str], others: Sequence[str]) -> list[str]:
    # Who has one sound twice stands under it alone.
    return sorted({one if one == other else pair(one, other) for one in some for other in others})


def _without_name(wanted: Wanted) -> Criteria:
    equals: Mapping[str, Any] = {
        "national_number": wanted.national_number,
        "documents": None if wanted.document is None else number_key(wanted.document),
        "mobile": wanted.mobile,
        "district": wanted.district,
        "sex": wanted.sex,
        "status": wanted.status,
    }
    everywhere = list(reference.governorates()) if wanted.terms else None
    places = everywhere if wanted.governorates is None else sorted(wanted.governorates)
    return Criteria(
        equals={name: value for name, value in equals.items() if value is not None},
        any_of={} if places is None else {"governorate": places},
        between={} if wanted.born is None else {"birth_year": wanted.born},
    )


def _place(after: str | None) -> tuple[int, str | None]:
    """Which turn a cursor is in, and where in it. Raises `Invalid`."""
    if after is None:
        return 0, None
    turn, _, position = after.partition(".")
    if turn not in ("0", "1"):
        raise Invalid("cursor_invalid")
    return int(turn), position or None
