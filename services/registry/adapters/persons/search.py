"""Finding persons: by numbers, by filters, and by names in any spelling.

A name is looked for in turns: who has all its words, the last as the beginning of some words, then
of further ones, while there are any; then who has a first and a last word that sound or are spelled
much like those asked for; then who has words that are less like them. Each turn reads ranges of an
index, newest first, and ends with the page: how many persons there are makes no
difference. Of the old they are ranges of birth cohorts: few bear a common name and are so old, and
their page is not filled before all who bear it are passed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from heapq import nlargest

from chassis.documents.kind import Criteria, Store, View
from chassis.errors import Invalid
from services.registry.adapters.persons.filters import (
    FIRST_YEAR,
    MOST_RANGES,
    criteria_of,
    everywhere,
)
from services.registry.adapters.persons.vocabulary import Alike, Vocabulary
from services.registry.app.persons.ports import Wanted
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.search import (
    LAST_OF_OLD,
    among,
    cohort,
    of_sounds,
    pair,
    together,
)

_MOST_TRIED = 48
"""Words tried for the one that is asked for, or pairs of sounds for two: each is a range."""
_NUMBER = re.compile("[0-9]{1,4}")
_NEAREST = 4
"""One in so many of them is tried first: it mostly fills the page, at a fraction of the ranges."""
_ALIKE = 1000
"""The number of the first turn of those alike; a turn before looks for at least one word."""
_LAST_TURN = _ALIKE + 1


class PersonSearch:
    """Searches a store of persons."""

    def __init__(self, store: Store[Person], vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary

    def __call__(self, wanted: Wanted, after: str | None, limit: int) -> View:
        first, position = _place(after)
        if first and not wanted.terms:
            raise Invalid("cursor_invalid")  # of a search by name
        items: list[View] = []
        for number, criteria in self._turns(wanted):
            if number < first:
                continue
            if len(items) == limit:
                if self._store.find(criteria, None, 1).items:
                    return {"items": items, "next": f"{number}."}
                continue
            page = self._store.find(
                criteria, position if number == first else None, limit - len(items)
            )
            items += page.items
            if page.next is not None:
                return {"items": items, "next": f"{number}.{page.next}"}
        return {"items": items, "next": None}

    def _turns(self, wanted: Wanted) -> Iterator[tuple[int, Criteria]]:
        """Each with its number, by which a cursor names it."""
        base = criteria_of(wanted)
        if not wanted.terms:
            yield 0, base
            return
        *whole, last = wanted.terms
        cohorts = _cohorts(wanted)
        yield from enumerate(self._exactly(base, wanted, cohorts))
        before = [
            *base.but_not,
            Criteria(all_of={"name_terms": whole}, prefix={"name_terms": last}),
        ]
        most = _most(cohorts or everywhere(wanted))
        alike = self._alike(wanted.terms, most)
        nearest = max(1, most // _NEAREST)
        for number, places in enumerate((alike[:nearest], alike[nearest:]), start=_ALIKE):
            ranges = _ranges(places, cohorts)
            if places:
                yield number, replace(base, any_of={**base.any_of, **ranges}, but_not=before)
            before = [*before, Criteria(any_of=ranges)]

    def _exactly(
        self, base: Criteria, wanted: Wanted, cohorts: Sequence[int]
    ) -> Iterator[Criteria]:
        """Who has these very words, the last as one of some that begin so, then of further ones;
        nobody has, when one of the others is not even known."""
        *whole, last = wanted.terms
        beginnings = self._vocabulary.beginning_with(last)
        if not beginnings or not self._vocabulary.knows(whole):
            return
        if whole:
            base = replace(base, all_of={"name_terms": whole}, prefix={"name_terms": last})
        before = [*base.but_not]
        for ranges in _leading(whole, beginnings, cohorts, _most(everywhere(wanted))):
            yield replace(base, any_of={**base.any_of, **ranges}, but_not=before)
            before = [*before, Criteria(any_of=ranges)]

    def _alike(self, terms: Sequence[str], most: int) -> list[str]:
        """The ranges of names that sound or are spelled like this one, the likeliest first."""
        *others, last = terms
        alike = self._vocabulary.alike(last)
        if others:
            return _pairs(self._vocabulary.alike(others[0]), alike, most)
        return [each.term for each in alike[:most]]


def _cohorts(wanted: Wanted) -> list[int]:
    """The birth cohorts to look in, when two words are looked for among the old of few years."""
    if len(wanted.terms) < 2 or wanted.born is None or wanted.born[1].year > LAST_OF_OLD:
        return []
    years = range(max(wanted.born[0].year, FIRST_YEAR), wanted.born[1].year + 1)
    found = sorted({each for year in years if (each := cohort(year)) is not None})
    return found if _most(found) == _MOST_TRIED else []


def _most(times: Collection[object]) -> int:
    """How many words or pairs are tried, each of them so many times."""
    return min(_MOST_TRIED, MOST_RANGES // max(1, len(times)))


def _ranges(places: Sequence[str], cohorts: Sequence[int]) -> dict[str, Sequence[str]]:
    if not cohorts:
        return {"name_places": places}
    return {"name_cohorts": [among(place, each) for place in places for each in cohorts]}


def _leading(
    whole: Sequence[str], beginnings: Sequence[str], cohorts: Sequence[int], most: int
) -> Iterator[dict[str, Sequence[str]]]:
    """The ranges to look in, so many words at a time. Of three words few have all. The last counts
    as one with each word that begins so, be it one of the others. Longer words are rarer."""
    if len(whole) > 2:
        yield _ranges([together(*sorted(whole, key=len)[-3:])], [])
        return
    for at in range(0, len(beginnings), most):
        some = beginnings[at : at + most]
        if not whole:
            yield _ranges(some, [])
        elif cohorts and len(whole) == 1:
            yield _ranges(sorted({pair(whole[0], each) for each in some}), cohorts)
        else:
            yield _ranges(sorted({together(*{*whole, each}) for each in some}), [])


def _pairs(some: Sequence[Alike], others: Sequence[Alike], most: int) -> list[str]:
    """The likeliest pairs of two sounds: one of them may be far off, or both a little."""
    others = _sounds(others)
    likely: dict[str, float] = {}
    for rank, one in enumerate(_sounds(some), start=1):
        # Of pairs further on, `most` are likelier: all those of sounds that are nearer in both.
        for other in others[: most // rank]:
            likely.setdefault(of_sounds(one.sound, other.sound), one.likeness * other.likeness)
    return nlargest(most, likely, key=likely.__getitem__)


def _sounds(words: Sequence[Alike]) -> list[Alike]:
    """Of each sound the nearest word."""
    nearest: dict[str, Alike] = {}
    for each in words:
        nearest.setdefault(each.sound, each)
    return list(nearest.values())


def _place(after: str | None) -> tuple[int, str | None]:
    """Which turn a cursor is in, and where in it. Raises `Invalid`."""
    if after is None:
        return 0, None
    turn, _, position = after.partition(".")
    if not _NUMBER.fullmatch(turn) or int(turn) > _LAST_TURN:
        raise Invalid("cursor_invalid")
    return int(turn), position or None
