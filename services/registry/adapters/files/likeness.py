"""What was probably meant by a heading that no column has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from services.registry.adapters.files.column import Column, in_words, plain
from services.registry.domain.persons import arabic_names

_ALIKE = 0.78
"""A letter in five may be another one: not one in four, or الأم was meant for الأب."""
_FOUND = 0.6
"""Two words of three: of whose name or number it is may stand behind them, no more."""


def probably(heading: str, among: Iterable[Column]) -> str | None:
    """The name of the column that is spelled nearly so, or more shortly."""
    known, words = list(among), in_words(heading)
    if not words or any(plain(heading) in each.headings for each in known):
        return None
    likeness = {
        each.name: max(_alike(words, one) for one in each.spelled) for each in known if each.read
    }
    best = max(likeness, key=likeness.__getitem__, default="")
    return best if likeness.get(best, 0) >= _FOUND else None


def _alike(words: Sequence[str], known: Sequence[str]) -> float:
    """How much of these are the words of a known heading, in its order; 0 where one is missing.

    Words beyond it make it less likely: رقم الهاتف المحمول may well mean رقم الهاتف.
    """
    if len(words) < len(known):
        return 0
    pairs = [_alike_words(one, other) for one, other in zip(words, known, strict=False)]
    if min(pairs) < _ALIKE:
        return 0
    return sum(pairs) / len(words)


def _alike_words(one: str, other: str) -> float:
    bare = arabic_names.without_article
    if bare(one) == bare(other):
        return 1
    return float(OSA.normalized_similarity(one, other))
