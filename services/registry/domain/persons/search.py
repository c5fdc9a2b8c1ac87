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
    """Where a name with these terms stands: under each of them, by twos and threes under the words
    themselves, and by twos under their sounds.

    By twos, because single names are common: of a million persons a hundred thousand are called
    محمد, but few both ليث and زعبي. By threes, because of the hundreds who are محمد خطيب few have
    a father called ليث. Single words are found by those that sound alike, which a vocabulary knows.
    """
    found = list(of_terms)
    several = found[:_SEVERAL]
    return {
        *found,
        *pairs(found),
        *(together(*some) for number in (2, 3) for some in combinations(several, number)),
    }


def pairs(of_terms: Iterable[str]) -> set[str]:
    """Where a name with these terms stands by twos under their sounds."""
    several = list(of_terms)[:_SEVERAL]
    return {pair(one, other) for one, other in combinations(several, 2)}


_SEVERAL = 10
"""Words of a name that stand together with others. Four parts have four to eight; a name made of
single letters has a hundred, of which every three would be 160,000 entries of an index."""


def pair(one: str, other: str) -> str:
    """Where the names stand that have these two terms, or others that sound like them."""
    return of_sounds(skeleton(one), skeleton(other))


def of_sounds(one: str, other: str) -> str:
    """Where the names stand that have terms of these two sounds."""
    return "+".join(("", *sorted((one, other))))


def together(*some: str) -> str:
    """Where the names stand that have these very terms, two or three."""
    return "=".join(("", *sorted(some)))


def among(pair_of_sounds: str, cohort: int) -> str:
    """Where the names of one birth cohort stand that have terms of two sounds."""
    return f"{cohort}{pair_of_sounds}"


def cohort(year: int) -> int | None:
    """The first of the five years in one of which somebody was born; the few who were born long
    ago are one cohort, and who is not old is in none: of their ages there are enough. No rule: it
    only decides where a name is looked for."""
    return None if year > LAST_OF_OLD else max(_FIRST_COHORT, year - year % _YEARS_OF_COHORT)


LAST_OF_OLD = 1969
"""Later years have more than a hundredth of all persons each (1 % in 1965, 1.8 % in 1990), earlier
ones half of that."""
_YEARS_OF_COHORT = 5
_FIRST_COHORT = 1935


def near(term: str) -> set[str]:
    """The sound of a word, and it without each one of its letters; where it has but one or two
    (دعجة sounds `dj`), the word itself so, for a shorter sound would be that of half of all words.

    Two words that share one of these differ by a letter left out, added, changed or swapped with
    its neighbour (the symmetric deletion of spelling correctors).
    """
    sound = skeleton(term)
    # With a vowel after it the end is not silent: صالحة sounds `sl` as it stands, and Salha `slh`.
    spoken = skeleton(f"{term}a" if term.isascii() else f"{term}ا")
    shortened = sound if len(sound) >= SHORTEST_TO_SHORTEN else term
    return {
        sound,
        spoken,
        shortened,
        *(shortened[:at] + shortened[at + 1 :] for at in range(len(shortened))),
    }


SHORTEST_TO_SHORTEN = 3
