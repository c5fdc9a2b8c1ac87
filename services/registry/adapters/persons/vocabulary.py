"""Every word that occurs in somebody's name: by its beginning, and by sounds like its own.

There are some ten thousands, however many persons there are, so that looking here first keeps a
search from walking through persons. Words are never taken out: one that nobody bears any more finds
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from pymongo import ASCENDING, UpdateOne
from pymongo.cursor import Cursor
from pymongo.database import Database
from rapidfuzz.distance import OSA

from chassis.documents.gathering import upsert_together
from services.registry.domain.persons.search import near
from services.registry.domain.persons.skeletons import skeleton

COLLECTION = "name_terms"
_KNOWN_AT_MOST = 200_000
_LOOKED_AT = 1000
_ALIKE = 0.5
"""Of two words, one of which has half of its letters otherwise, neither is a misspelled other."""
_LESS_THAN_SPELLED = 0.2
"""A sound has fewer letters than its word: what is alike in it may not be in the word."""


class Vocabulary(Protocol):
    """The words of all names."""

    def learn(self, terms: Iterable[str]) -> None:
        """Make sure that these can be found."""
        ...

    def knows(self, terms: Sequence[str]) -> bool:
        """Whether somebody was ever called each of these."""
        ...

    def beginning_with(self, text: str, most: int) -> list[str]:
        """The words that begin so, the shortest first; words of one length by the alphabet."""
        ...

    def alike(self, term: str, most: int) -> list[str]:
        """The word, known or not, and then those that sound or are spelled like it, nearest
        first."""
        ...


class MongoVocabulary:
    """In a collection of its own."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database[COLLECTION]
        self._known: set[str] = set()

    def learn(self, terms: Iterable[str]) -> None:
        unknown = set(terms) - self._known
        if not unknown:
            return
        upsert_together(
            self._collection,
            [
                UpdateOne({"_id": each}, {"$setOnInsert": _entry(each)}, upsert=True)
                for each in unknown
            ],
        )
        if len(self._known) + len(unknown) > _KNOWN_AT_MOST:
            self._known.clear()
        self._known |= unknown

    def knows(self, terms: Sequence[str]) -> bool:
        wanted = sorted(set(terms))
        return len(wanted) == self._collection.count_documents({"_id": {"$in": wanted}})

    def beginning_with(self, text: str, most: int) -> list[str]:
        found = self._find({"_id": {"$regex": f"^{re.escape(text)}"}}, {"_id": 1})
        return _shortest((each["_id"] for each in found.sort("_id", 1)), most)

    def alike(self, term: str, most: int) -> list[str]:
        near_it = sorted(near(skeleton(term)))
        return _nearest(term, self._find({"near": {"$in": near_it}}, {"sound": 1}), most)

    def _find(self, wanted: dict[str, Any], fields: Mapping[str, int]) -> Cursor[dict[str, Any]]:
        # In one round trip: by default what is more than a hundred would be a second one.
        return self._collection.find(wanted, fields, limit=_LOOKED_AT, batch_size=_LOOKED_AT)


class MemoryVocabulary:
    """In memory, for tests of handlers."""

    def __init__(self) -> None:
        self._terms: dict[str, dict[str, Any]] = {}

    def learn(self, terms: Iterable[str]) -> None:
        self._terms |= {each: {"_id": each, **_entry(each)} for each in terms}

    def knows(self, terms: Sequence[str]) -> bool:
        return all(each in self._terms for each in terms)

    def beginning_with(self, text: str, most: int) -> list[str]:
        return _shortest((each for each in sorted(self._terms) if each.startswith(text)), most)

    def alike(self, term: str, most: int) -> list[str]:
        near_it = near(skeleton(term))
        shared = (entry for entry in self._terms.values() if near_it & set(entry["near"]))
        return _nearest(term, shared, most)


def prepare(database: Database[dict[str, Any]]) -> None:
    """The index by which words are found that sound alike, and which answers by itself."""
    database[COLLECTION].create_index(
        [("near", ASCENDING), ("sound", ASCENDING), ("_id", ASCENDING)]
    )


def _entry(term: str) -> dict[str, Any]:
    sound = skeleton(term)
    return {"sound": sound, "near": sorted(near(sound))}


def _shortest(found: Iterable[str], most: int) -> list[str]:
    return sorted(found, key=len)[:most]


def _nearest(term: str, found: Iterable[dict[str, Any]], most: int) -> list[str]:
    sound = skeleton(term)
    likeness = {
        each["_id"]: max(
            OSA.normalized_similarity(term, each["_id"]),
            # A word in the other script, or with other vowels, is like by its sound.
            OSA.normalized_similarity(sound, each["sound"]) - _LESS_THAN_SPELLED,
        )
        for each in found
        if each["_id"] != term
    }
    nearest = sorted(likeness, key=lambda each: (-likeness[each], each))
    return [term, *(each for each in nearest if likeness[each] >= _ALIKE)][:most]
