"""Names made comparable: what people write differently is written one way.

The rules are those of the domain brief, §10 (assumptions, taken from the variants that Hassanat &
Altarawneh 2014 found in Jordanian names). A name is always kept as written; these keys only find
it, and never decide that two people are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_VOWELS_AND_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_WITHIN_WORDS = re.compile("['\u2018\u2019\u02bc\u02be\u02bf`\u00b4]")
_SEPARATORS = re.compile(r"[\s\-_.,،؛/]+")
_ONE_SPELLING = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        **{digit: str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")},
        **{digit: str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")},
    }
)
_JOINS_NEXT = frozenset(
    {"عبد", "ابو", "ابن", "ibn"}
    | {"abd", "abed", "abdal", "abdul", "abdel", "abdil", "abdu", "abu", "abo", "abou"}
)
_ARTICLE = "ال"
_LATIN_ARTICLES = frozenset({"al", "el"})
_SHORTEST_WITHOUT_ARTICLE = 3


def words(text: str) -> list[str]:
    """The words of a name in one spelling; عبد, أبو and ابن are joined to what follows them."""
    joined: list[str] = []
    before = ""
    for word in _SEPARATORS.split(_one_spelling(text)):
        if not word:
            continue
        if before in _JOINS_NEXT or before in _LATIN_ARTICLES:
            joined[-1] += word
            before = joined[-1]
        else:
            joined.append(word)
            before = word
    return joined


@lru_cache(maxsize=50_000)  # names are borne by many: an import asks for each again and again
def _one_spelling(text: str) -> str:
    # Decomposed letters are composed before the marks that are no letters go.
    composed = unicodedata.normalize("NFKC", text)
    spelled = _VOWELS_AND_MARKS.sub("", composed).translate(_ONE_SPELLING).casefold()
    latin = unicodedata.normalize("NFKD", spelled)
    bare = "".join(each for each in latin if not "\u0300" <= each <= "\u036f")
    # Moh'd and Isma'il are one word each: the sign stands for a letter, it divides nothing.
    return _WITHIN_WORDS.sub("", bare)


def without_article(word: str) -> str:
    """The word without its article: الخطيب and خطيب are one family."""
    for article in (_ARTICLE, *_LATIN_ARTICLES):
        rest = word.removeprefix(article)
        if rest != word and len(rest) >= _SHORTEST_WITHOUT_ARTICLE:
            # A Latin name may begin with "al" without an article, as Alia's does.
            return rest
    return word
