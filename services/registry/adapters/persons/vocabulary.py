"""Every word that occurs in somebody's name: by its beginning, and by sounds like its own.

There are some ten thousands, however many persons there are, so that looking here first keeps a
search from walking through persons. Words are never taken out: one that nobody bears any more finds
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Protocol

from pymongo import UpdateOne
from pymongo.database import Database
from rapidfuzz.distance import OSA

from chassis.documents.gathering import upsert_together
from services.registry.domain.persons.search import near
from services.registry.domain.persons.skeletons import skeleton

COLLECTION = "name_terms"
_KNOWN_AT_MOST = 200_000
_ALIKE = 0.5
"""Of two words, one of which has half of its letters otherwise, neither is a misspelled other."""
_LESS_THAN_SPELLED = 0.2
"""A sound has fewer letters than its word: what is alike in it may not be in the word."""


class Vocabulary(Protocol):
    """The words of all names."""

    def learn(self, terms: Iterable[str]) -> None:
        """Make sure that these can be found."""
        ...

    def beginning_with(self, text: str, most: int) -> list[str]:
        """The sounds of words that begin so; the shortest words first."""
        ...

    def sounding_like(self, term: str, most: int) -> list[str]:
        """Sounds like the word's own, itself first, then those of the words most like it."""
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

    def beginning_with(self, text: str, most: int) -> list[str]:
        found = self._collection.find({"_id": {"$regex": f"^{re.escape(text)}"}}, {"sound": 1})
        return _sounds(found.sort("_id", 1).limit(_LOOKED_AT), most)

    def sounding_like(self, term: str, most: int) -> list[str]:
        sound = skeleton(term)
        found = self._collection.find({"near": {"$in": sorted(near(sound))}}, {"sound": 1})
        return _nearest(term, sound, found.limit(_LOOKED_AT), most)


_LOOKED_AT = 1000


class MemoryVocabulary:
    """In memory, for tests of handlers."""

    def __init__(self) -> None:
        self._terms: dict[str, dict[str, Any]] = {}

    def learn(self, terms: Iterable[str]) -> None:
        self._terms |= {each: {"_id": each, **_entry(each)} for each in terms}

    def beginning_with(self, text: str, most: int) -> list[str]:
        found = (entry for term, entry in sorted(self._terms.items()) if term.startswith(text))
        return _sounds(found, most)

    def sounding_like(self, term: str, most: int) -> list[str]:
        sound = skeleton(term)
        shared = (entry for entry in self._terms.values() if near(sound) & set(entry["near"]))
        return _nearest(term, sound, shared, most)


def prepare(database: Database[dict[str, Any]]) -> None:
    """The index by which words are found that sound alike."""
    database[COLLECTION].create_index("near")


def _entry(term: str) -> dict[str, Any]:
    sound = skeleton(term)
    return {"sound": sound, "near": sorted(near(sound))}


def _sounds(found: Iterable[dict[str, Any]], most: int) -> list[str]:
    by_length = sorted(found, key=lambda each: len(each["_id"]))
    return list(dict.fromkeys(each["sound"] for each in by_length))[:most]


def _nearest(term: str, sound: str, found: Iterable[dict[str, Any]], most: int) -> list[str]:
    """The sounds of those words that are like this one; of the other script, by sound alone."""
    likeness: dict[str, float] = {}
    for each in found:
        alike = max(
            OSA.normalized_similarity(term, each["_id"]),
            OSA.normalized_similarity(sound, each["sound"]) - _LESS_THAN_SPELLED,
        )
        likeness[each["sound"]] = max(alike, likeness.get(each["sound"], 0.0))
    likeness.pop(sound, None)
    nearest = sorted(likeness, key=lambda each: (-likeness[each], each))
    return [sound, *(each for each in nearest if likeness[each] >= _ALIKE)][:most]
