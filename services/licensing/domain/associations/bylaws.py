"""Bylaws (النظام الأساسي): their texts by version, and what one version changed of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from services.licensing.domain.associations.events import AssociationEvent
from services.licensing.domain.associations.parts import Article

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
_WORDS = re.compile(r"\S+\s*|\s+")
"""A word with the blanks behind it: an Arabic word keeps its marks, and joins to nothing else."""


@dataclass
class BylawsTexts:
    """The articles of one version, kept by themselves. They never change."""

    id: str
    version: int
    association_id: str
    number: int
    articles: tuple[Article, ...]
    events: list[AssociationEvent] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    """Words in a row that stayed, were added or were removed, in reading order."""

    kind: str
    text: str


@dataclass(frozen=True)
class ArticleChange:
    """What became of one article; pieces stand only where something was changed."""

    number: int
    change: str
    before: Article | None
    after: Article | None
    heading: tuple[Piece, ...] = ()
    text: tuple[Piece, ...] = ()


def compare(before: Sequence[Article], after: Sequence[Article]) -> tuple[ArticleChange, ...]:
    """Article by article, by their numbers; unchanged ones are told as such."""
    old = {each.number: each for each in before}
    new = {each.number: each for each in after}
    return tuple(_change(number, old.get(number), new.get(number)) for number in sorted(old | new))


def _change(number: int, old: Article | None, new: Article | None) -> ArticleChange:
    if old is None or new is None:
        return ArticleChange(number, ADDED if old is None else REMOVED, old, new)
    if old == new:
        return ArticleChange(number, SAME, old, new)
    heading, text = pieces(old.heading, new.heading), pieces(old.text, new.text)
    return ArticleChange(number, CHANGED, old, new, heading, text)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Word by word: all that stayed and was removed is `before`, what stayed and was added `after`.

    Blanks alone are no change of a word, and stay as they are in `after` where the word did.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    matcher = SequenceMatcher(
        None, [each.rstrip() for each in old], [each.rstrip() for each in new], autojunk=False
    )
    return tuple(_pieces(matcher, old, new))


def _pieces(
    matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]
) -> Iterator[Piece]:
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            yield Piece(SAME, "".join(new[new_from:new_to]))
            continue
        if old_to > old_from:
            gap = _gap(old[:old_from], new[:new_from])
            yield Piece(REMOVED, gap + "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Piece(ADDED, "".join(new[new_from:new_to]))


def _gap(old: Sequence[str], new: Sequence[str]) -> str:
    """The blanks before a word that was removed, where the word before it has none any more."""
    if not old or not new or new[-1] != new[-1].rstrip():
        return ""
    return old[-1][len(old[-1].rstrip()) :]
