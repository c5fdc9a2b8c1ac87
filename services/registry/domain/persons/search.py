"""A name as a search knows it: terms in one spelling, and the places where names stand."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from services.registry.domain.persons.arabic_names import without_article, words
from services.registry.domain.persons.skeletons import skeleton


def terms(text: str) -> list[str]:
    """The words of a name in one spelling and without articles: الخطيب and خطيب are one term."""
    return list(dict.fromkeys(without_article(word) for word in words(text)))


def places(of_terms: Iterable[str]) -> set[str]:
    """Where a name with these terms stands: under each of them, and by twos under the words
    themselves and under their sounds.

    By twos, because single names are common: of a million persons a hundred thousand are called
    محمد, but few both ليث and زعبي. Single words are found by those that sound alike, which a
    vocabulary knows.
    """
    found = list(of_terms)
    by_twos = list(combinations(found, 2))
    return {
        *found,
        *(pair(one, other) for one, other in by_twos),
        *(spelled_pair(one, other) for one, other in by_twos),
    }


def pair(one: str, other: str) -> str:
    """Where the names stand that have these two terms, or others that sound like them."""
    return "+".join(("", *sorted((skeleton(one), skeleton(other)))))


def spelled_pair(one: str, other: str) -> str:
    """Where the names stand that have these very two terms, which are far fewer."""
    return "=".join(("", *sorted((one, other))))


def near(sound: str) -> set[str]:
    """The sound, and it without each one of its letters.

    Two sounds that share one of these differ by a letter left out, added, changed or swapped with
    its neighbour (the symmetric deletion of spelling correctors).
    """
    if len(sound) < _SHORTEST_TO_SHORTEN:
        return {sound}
    return {sound, *(sound[:at] + sound[at + 1 :] for at in range(len(sound)))}


_SHORTEST_TO_SHORTEN = 3
