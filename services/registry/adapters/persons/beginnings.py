"""The many words that begin as the last one asked for, so many at a time.

A cursor names the words that its portion lies between, not how many came before: a word that
somebody was registered with meanwhile moves no other into another portion.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chassis.errors import Invalid

Key = tuple[int, str]

_LETTERS = 24
"""So many letters of a word stand in a cursor; nobody's names differ only after that."""


class Span(NamedTuple):
    """The words after one and up to another, the shorter before the longer."""

    after: Key | None = None
    until: Key | None = None

    def __str__(self) -> str:
        return f"{_text(self.after)}.{_text(self.until)}"


ALL = Span()


class Portion(NamedTuple):
    """Words that are looked for together, and those that were before."""

    span: Span
    words: Sequence[str]
    earlier: Sequence[str]


def portions(words: Sequence[str], most: int, span: Span) -> Iterator[Portion]:
    """The words of this span, then those after it, so many at a time."""
    ordered = sorted(words, key=_key)
    at = sum(1 for each in ordered if span.after is not None and _key(each) <= span.after)
    after, until = span
    while at < len(ordered):
        end = at + most
        if until is not None:
            end = sum(1 for each in ordered if _key(each) <= until)
        if some := ordered[at:end]:
            until = until or _key(some[-1])
            yield Portion(Span(after, until), some, ordered[:at])
        at, after, until = max(at, end), until, None


def span_of(after: str, until: str) -> Span:
    """What a cursor says. Raises `Invalid`."""
    return Span(_read(after), _read(until))


def _key(word: str) -> Key:
    return len(word), word[:_LETTERS]


def _text(key: Key | None) -> str:
    if key is None:
        return ""
    text = json.dumps(key, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(text: str) -> Key | None:
    if not text:
        return None
    try:
        length, word = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", True))
        return int(length), str(word)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise Invalid("cursor_invalid") from error
