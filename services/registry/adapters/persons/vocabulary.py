"""Every word that occurs in somebody's name: by its beginning, and by sounds like its own.

There are some ten thousands, however many persons there are, so that looking here first keeps a
search from walking through persons. A word is taken out when it was erased from a name and nobody
else bears it; any other that nobody bears any more finds nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple, Protocol

from pymongo import ASCENDING, UpdateOne
from pymongo.cursor import Cursor
from pymongo.database import Database
from rapidfuzz import process
from rapidfuzz.distance import OSA

from chassis.clock import Clock
from chassis.documents.gathering import upsert_together
from services.registry.domain.persons.search import SHORTEST_TO_SHORTEN, near
from services.registry.domain.persons.skeletons import skeleton

COLLECTION = "name_terms"
PERSONS = "persons"
ERASED_AT = "erased_at"
BELIEVED = timedelta(minutes=10)
"""How long a process takes a word to be there without looking."""
_KNOWN_AT_MOST = 200_000
_LOOKED_AT = 1000
MOST_BEGINNINGS = 1000
"""Of a single letter there are more; who bears one of these fills many pages."""
_MOST_READ = 20_000
_ALIKE = 0.5
"""Of two words, one of which has half of its letters otherwise, neither is a misspelled other."""
_LESS_THAN_SPELLED = 0.2
"""A sound has fewer letters than its word: what is alike in it may not be in the word."""


class Alike(NamedTuple):
    """A word that may be meant by another: its sound, and how likely that is, up to 1."""

    term: str
    sound: str
    likeness: float


class Vocabulary(Protocol):
    """The words of all names."""

    def learn(self, terms: Iterable[str]) -> None:
        """Make sure that these can be found."""
        ...

    def forget(self, terms: Iterable[str]) -> None:
        """These were erased from a name: they are taken out once it is sure that nobody else bears
        them."""
        ...

    def knows(self, terms: Sequence[str]) -> bool:
        """Whether somebody was ever called each of these."""
        ...

    def beginning_with(self, text: str) -> list[str]:
        """The words that begin so, the shortest `MOST_BEGINNINGS` at most; words of one length by
        the alphabet."""
        ...

    def alike(self, term: str) -> list[Alike]:
        """The word, known or not, and then those that sound or are spelled like it, nearest
        first."""
        ...


class MongoVocabulary:
    """In a collection of its own.

    Who learns a word looks whether it is there, and then believes so for `BELIEVED`, so that an
    import need not look for each of its names. A word that was erased is therefore marked first
    and taken out only later, when everybody who bears it by then can be seen: whoever has learned
    it since has taken the mark off.
    """

    def __init__(self, database: Database[dict[str, Any]], clock: Clock) -> None:
        self._collection = database[COLLECTION]
        self._persons = database[PERSONS]
        self._clock = clock
        self._known: set[str] = set()
        self._looked_at = clock.now()

    def learn(self, terms: Iterable[str]) -> None:
        if abs(self._clock.now() - self._looked_at) >= BELIEVED:
            self._look_again()
        unknown = set(terms) - self._known
        if not unknown:
            return
        upsert_together(
            self._collection,
            [
                UpdateOne(
                    {"_id": each},
                    {"$setOnInsert": _entry(each), "$unset": {ERASED_AT: ""}},
                    upsert=True,
                )
                for each in unknown
            ],
        )
        if len(self._known) + len(unknown) > _KNOWN_AT_MOST:
            self._known.clear()
        self._known |= unknown

    def forget(self, terms: Iterable[str]) -> None:
        self._collection.update_many(
            {"_id": {"$in": sorted(terms)}}, {"$set": {ERASED_AT: self._clock.now()}}
        )
        self._look_again()

    def _look_again(self) -> None:
        """Believe nothing any more, and take out what was marked long enough ago."""
        now = self._clock.now()
        self._known.clear()
        self._looked_at = now
        for each in self._collection.find({ERASED_AT: {"$lte": now - 2 * BELIEVED}}):
            term, mark = each["_id"], {"_id": each["_id"], ERASED_AT: each[ERASED_AT]}
            if self._persons.find_one({"keys.name_places": term}, {"_id": 1}) is None:
                self._collection.delete_one(mark)
            else:
                self._collection.update_one(mark, {"$unset": {ERASED_AT: ""}})

    def knows(self, terms: Sequence[str]) -> bool:
        wanted = sorted(set(terms))
        return len(wanted) == self._collection.count_documents({"_id": {"$in": wanted}})

    def beginning_with(self, text: str) -> list[str]:
        wanted = {"_id": {"$regex": f"^{re.escape(text)}"}}
        found = self._collection.find(wanted, {"_id": 1}, batch_size=_MOST_READ).limit(_MOST_READ)
        return _shortest(each["_id"] for each in found)

    def alike(self, term: str) -> list[Alike]:
        near_it = sorted(near(term))
        return _nearest(term, self._find({"near": {"$in": near_it}}, {"sound": 1}))

    def _find(self, wanted: dict[str, Any], fields: Mapping[str, int]) -> Cursor[dict[str, Any]]:
        # In one round trip: by default what is more than a hundred would be a second one.
        return self._collection.find(wanted, fields, limit=_LOOKED_AT, batch_size=_LOOKED_AT)


class MemoryVocabulary:
    """In memory, for tests of handlers."""

    def __init__(self) -> None:
        self._terms: dict[str, dict[str, Any]] = {}

    def learn(self, terms: Iterable[str]) -> None:
        self._terms |= {each: {"_id": each, **_entry(each)} for each in terms}

    def forget(self, terms: Iterable[str]) -> None:
        """They stay: whom they lead to is looked up, and what is in memory goes with it."""

    def knows(self, terms: Sequence[str]) -> bool:
        return all(each in self._terms for each in terms)

    def beginning_with(self, text: str) -> list[str]:
        return _shortest(each for each in self._terms if each.startswith(text))

    def alike(self, term: str) -> list[Alike]:
        near_it = near(term)
        shared = (entry for entry in self._terms.values() if near_it & set(entry["near"]))
        return _nearest(term, shared)


def prepare(database: Database[dict[str, Any]]) -> None:
    """The index by which words are found that sound alike, and which answers by itself."""
    database[COLLECTION].create_index(
        [("near", ASCENDING), ("sound", ASCENDING), ("_id", ASCENDING)]
    )
    database[COLLECTION].create_index(ERASED_AT, sparse=True)


def _entry(term: str) -> dict[str, Any]:
    return {"sound": skeleton(term), "near": sorted(near(term))}


def _shortest(found: Iterable[str]) -> list[str]:
    return sorted(found, key=lambda each: (len(each), each))[:MOST_BEGINNINGS]


def _nearest(term: str, found: Iterable[Mapping[str, Any]]) -> list[Alike]:
    itself = Alike(term, skeleton(term), 1.0)
    known = {each["_id"]: each["sound"] for each in found}
    sounds = {each: sound for each, sound in known.items() if each != term}
    likeness = _likeness(term, {each: each for each in sounds}, _ALIKE)
    # A word in the other script, or with other vowels, is like by its sound.
    sounding = _likeness(itself.sound, sounds, _ALIKE + _LESS_THAN_SPELLED)
    for each, like in sounding.items():
        if each not in likeness and _says_little(itself, each, sounds[each]):
            continue
        likeness[each] = max(likeness.get(each, 0.0), like - _LESS_THAN_SPELLED)
    alike = [Alike(each, sounds[each], like) for each, like in likeness.items()]
    found_by = [itself, *sorted(alike, key=lambda each: (-each.likeness, each.term))]
    return [sounding for each in found_by for sounding in _as_stored(each, known)]


def _as_stored(word: Alike, known: Mapping[str, str]) -> list[Alike]:
    """The word by its sound as it is told today, and by the one it had when it was learned: who
    was stored before skeletons changed stands under that."""
    sounds = dict.fromkeys((skeleton(word.term), known.get(word.term, word.sound)))
    return [word._replace(sound=each) for each in sounds]


def _says_little(asked: Alike, term: str, sound: str) -> bool:
    """Whether only the sound is alike of two words of one script, and has one or two consonants:
    حياري and حر are both `hr`, and nobody writes the one for the other."""
    same_script = asked.term.isascii() == term.isascii()
    return same_script and max(len(asked.sound), len(sound)) < SHORTEST_TO_SHORTEN


def _likeness(text: str, texts: Mapping[str, str], least: float) -> dict[str, float]:
    """Of these, by what they are kept under, how like each is that is like enough."""
    compared = process.extract(
        text, texts, scorer=OSA.normalized_similarity, score_cutoff=least, limit=None
    )
    return {key: like for _, like, key in compared}
