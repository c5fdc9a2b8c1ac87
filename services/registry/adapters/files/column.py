"""A column of a file: how it is headed, and what its cells say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.rpc.digits import latin_digits
from services.registry.domain.persons import arabic_names

_BETWEEN = re.compile(r"[\s_\-]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_LONGEST = 100
"""Of a heading as it is told: a technical bound."""
_DIVIDED = re.compile(r"[;,\u061b\u060c\n]")
_IN_BRACKETS = re.compile(r"^(?P<kind>[^(:]*)[(:](?P<degree>[^)]*)\)?$")
_DINARS = re.compile(r"([0-9]{1,7})(?:[.\u066b]([0-9]{1,3}))?")


@dataclass(frozen=True)
class Column:
    """One column. `path` leads to its place in the request to register a person.

    `said` is how it is headed where we write it, by language; `words` stand for values, `shown`
    are the Arabic words by which values are written. `spelled` are its headings by their words.
    What is not `read` is known and passed over.
    """

    name: str
    path: tuple[str, ...]
    required: bool
    said: Mapping[str, str]
    headings: frozenset[str]
    words: Mapping[str, str]
    shown: Mapping[str, str] = field(default_factory=dict)
    degrees: Mapping[str, str] = field(default_factory=dict)
    degrees_shown: Mapping[str, str] = field(default_factory=dict)
    spelled: Sequence[Sequence[str]] = ()
    read: bool = True

    @property
    def title(self) -> str:
        """How it is headed, for people: in Arabic, with the English beside it."""
        return f"{self.said['ar']} ({self.said['en']})"

    def value(self, text: str) -> Any:
        """What a cell says: the value that its word stands for, else the text itself."""
        return self.words.get(plain(text), text) if self.words else text

    def word(self, value: str | None, language: str) -> str | None:
        """How a value is written in this language, so that `value` understands it again."""
        return value if value is None or language == "en" else self.shown.get(value, value)

    def degree(self, value: str, language: str) -> str:
        """The same for a degree, of a column that has degrees."""
        return value if language == "en" else self.degrees_shown.get(value, value)


class Whole(Column):
    """Whole numbers; what is none stays the text it is, to be refused."""

    def value(self, text: str) -> Any:
        digits = latin_digits(text)
        return int(digits) if re.fullmatch("[0-9]{1,9}", digits) else text


class Dinars(Column):
    """Money in dinars, with up to three places, as fils; what is none stays the text it is."""

    def value(self, text: str) -> Any:
        found = _DINARS.fullmatch(latin_digits(text))
        if found is None:
            return text
        return int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))


class Disabilities(Column):
    """Several disabilities in one cell, each with its degree in brackets or after a colon."""

    def value(self, text: str) -> Any:
        return [self._one(each.strip()) for each in _DIVIDED.split(text) if each.strip()]

    def _one(self, text: str) -> dict[str, str | None]:
        found = _IN_BRACKETS.match(text)
        kind, degree = (text, None) if found is None else (found["kind"].strip(), found["degree"])
        known = None if degree is None else self.degrees.get(plain(degree), degree.strip())
        return {"kind": self.words.get(plain(kind), kind), "degree": known}


KINDS: Mapping[str, type[Column]] = {
    "whole": Whole,
    "dinars": Dinars,
    "disabilities": Disabilities,
}
"""How the cells of a column are read, where they are no plain texts."""


def plain(text: str) -> str:
    """A heading or a word in one spelling."""
    spelled = "".join(in_words(text))
    return spelled or unicodedata.normalize("NFKC", text).strip().casefold()


def in_words(heading: str) -> list[str]:
    """The words of a heading, each in one spelling."""
    return arabic_names.words(_BETWEEN.sub(" ", heading))


def told(heading: str) -> str:
    """A heading as it can be told: one line of what can be seen."""
    return _UNSEEN.sub(" ", heading).strip()[:_LONGEST].strip()


def by_spelling(listed: Mapping[str, Any]) -> dict[str, str]:
    """Every spelling of a word to the value that it stands for."""
    return {plain(word): value for value, words in listed.items() for word in (value, *words)}
