"""Finding persons: by numbers, by filters, and by names in any spelling.

A name is looked for in turns: who has all its words, the last as the beginning of some words, then
of further ones, while there are any; then who has a first and a last word that sound or are spelled
much like those asked for; then who has words that are less like them. Each turn reads ranges of an
index, newest first, and ends with the page: how many persons there are makes no
difference. Of the old they are ranges of birth cohorts: few bear a common name and are so old, and
their page is not filled before all who bear it are passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from heapq import nlargest
from typing import NamedTuple

from chassis.documents.kind import Criteria, Store, View
from chassis.errors import Invalid
from services.registry.adapters.persons.beginnings import ALL, Span, portions, span_of
from services.registry.adapters.persons.filters import (
    FIRST_YEAR,
    MOST_RANGES,
    criteria_of,
    everywhere,
)
from services.registry.adapters.persons.vocabulary import MOST_BEGINNINGS, Alike, Vocabulary
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
_NEAREST = 4
"""One in so many of them is tried first: it mostly fills the page, at a fraction of the ranges."""
_EXACT = 0
"""The turns of those who have the words themselves; two of those alike follow."""
_WORDS_AND_POSITION = 3


class _Place(NamedTuple):
    """Where a cursor is: in which turn, between which words, and after whom."""

    turn: int = _EXACT
    span: Span = ALL
    position: str | None = None

    def __str__(self) -> str:
        """The turn, as a cursor names it."""
        return f"{self.turn}.{self.span}" if self.turn == _EXACT else f"{self.turn}"


class PersonSearch:
    """Searches a store of persons."""

    def __init__(self, store: Store[Person], vocabulary: Vocabulary) -> None:
        self._store = store
        self._vocabulary = vocabulary

    def __call__(self, wanted: Wanted, after: str | None, limit: int) -> View:
        place = _place(after)
        if place.turn and not wanted.terms:
            raise Invalid("cursor_invalid")  # of a search by name
        items: list[View] = []
        for turn, criteria in self._turns(wanted, place):
            if len(items) == limit:
                if self._store.find(criteria, None, 1).items:
                    return {"items": items, "next": f"{turn}."}
                continue
            # Where nobody is left in the turn that the cursor is in, the next one begins.
            position = place.position if turn == str(place) else None
            page = self._store.find(criteria, position, limit - len(items))
            items += page.items
            if page.next is not None:
                return {"items": items, "next": f"{turn}.{page.next}"}
        return {"items": items, "next": None}

    def _turns(self, wanted: Wanted, place: _Place) -> Iterator[tuple[str, Criteria]]:
        """From this place on, each with how a cursor names it."""
        base = criteria_of(wanted)
        if not wanted.terms:
            yield f"{_EXACT}.{ALL}", base
            return
        cohorts, beginnings = _cohorts(wanted), self._beginnings(wanted)
        if place.turn == _EXACT:
            for span, criteria in _exactly(base, wanted, beginnings, cohorts, place.span):
                yield f"{_EXACT}.{span}", criteria
        before = [*base.but_not, *_who_was_exact(wanted, beginnings, cohorts)]
        most = _most(cohorts or everywhere(wanted))
        alike = self._alike(wanted.terms, most)
        nearest = max(1, most // _NEAREST)
        for turn, places in enumerate((alike[:nearest], alike[nearest:]), start=_EXACT + 1):
            ranges = _ranges(places, cohorts)
            if places and turn >= place.turn:
                yield str(turn), replace(base, any_of={**base.any_of, **ranges}, but_not=before)
            before = [*before, Criteria(any_of=ranges)]

    def _beginnings(self, wanted: Wanted) -> list[str]:
        """The words that the last one may be the beginning of; none, where one of the others is not
        even known: nobody has them all then."""
        *whole, last = wanted.terms
        beginnings = self._vocabulary.beginning_with(last)
        return beginnings if beginnings and self._vocabulary.knows(whole) else []

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


def _exactly(
    base: Criteria,
    wanted: Wanted,
    beginnings: Sequence[str],
    cohorts: Sequence[int],
    span: Span,
) -> Iterator[tuple[Span, Criteria]]:
    """Who has these very words, the last as one of some that begin so, then of further ones."""
    *whole, last = wanted.terms
    if whole:
        base = replace(base, all_of={"name_terms": whole}, prefix={"name_terms": last})
    if len(whole) > 2 and beginnings:
        yield ALL, replace(base, any_of={**base.any_of, **_leading(whole, [], [])})
        return
    for part in portions(beginnings, _most(everywhere(wanted)), span):
        earlier = [Criteria(any_of=_leading(whole, part.earlier, cohorts))] if part.earlier else []
        ranges = _leading(whole, part.words, cohorts)
        but_not = [*base.but_not, *earlier]
        yield part.span, replace(base, any_of={**base.any_of, **ranges}, but_not=but_not)


def _who_was_exact(
    wanted: Wanted, beginnings: Sequence[str], cohorts: Sequence[int]
) -> list[Criteria]:
    """Whom the turns before have told of. Of a single letter there may be more words than were
    looked for."""
    *whole, last = wanted.terms
    if not beginnings:
        return []
    if len(beginnings) < MOST_BEGINNINGS or len(whole) > 2:
        return [Criteria(all_of={"name_terms": whole}, prefix={"name_terms": last})]
    return [Criteria(all_of={"name_terms": whole}, any_of=_leading(whole, beginnings, cohorts))]


def _leading(
    whole: Sequence[str], some: Sequence[str], cohorts: Sequence[int]
) -> dict[str, Sequence[str]]:
    """The ranges to look in for these words and one of some. Of three words few have all. The last
    counts as one with each word that begins so, be it one of the others. Longer words are rarer."""
    if len(whole) > 2:
        return _ranges([together(*sorted(whole, key=len)[-3:])], [])
    if not whole:
        return _ranges(some, [])
    if cohorts and len(whole) == 1:
        return _ranges(sorted({pair(whole[0], each) for each in some}), cohorts)
    return _ranges(sorted({together(*{*whole, each}) for each in some}), [])


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


def _place(after: str | None) -> _Place:
    """Raises `Invalid`."""
    if after is None:
        return _Place()
    turn, _, rest = after.partition(".")
    if turn in ("1", "2"):
        return _Place(int(turn), position=rest or None)
    words = rest.split(".")
    if turn != str(_EXACT) or len(words) != _WORDS_AND_POSITION:
        raise Invalid("cursor_invalid")
    first, last, position = words
    return _Place(_EXACT, span_of(first, last), position or None)
