"""The consonants of a word, alike in Arabic and in Latin letters: Mohammad, Muhammed, محمد.

The classes of letters are an assumption, made from how Jordanian passports and papers spell
names (domain brief §10); a skeleton finds and compares names, it never decides that two are one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from services.registry.domain.persons import arabic_names

_ARABIC = str.maketrans(
    {
        **dict.fromkeys("اعء", "A"),
        **dict.fromkeys("تطث", "t"),
        **dict.fromkeys("دضذ", "d"),
        **dict.fromkeys("زظ", "z"),
        **dict.fromkeys("سص", "s"),
        **dict.fromkeys("قكگ", "k"),
        **dict.fromkeys("حه", "h"),
        **dict.fromkeys("بپ", "b"),
        **dict.fromkeys("فڤ", "f"),
        **dict.fromkeys("جژ", "j"),
        **dict.fromkeys("شچ", "S"),
        "خ": "x",
        "ر": "r",
        "غ": "g",
        "ل": "l",
        "م": "m",
        "ن": "n",
        "و": "w",
        "ي": "y",
    }
)
_SHORT_FORMS = {
    **dict.fromkeys(("mohd", "mohmd", "mhd", "muhd", "mhmd"), "mohammad"),
    # The two letters are no sh here.
    **dict.fromkeys(("ishaq", "ishak", "eshaq", "eshak"), "isHaq"),
}
_TWO_LETTERS = re.compile(r"^fath(?=[iyea])")
_DIGRAPHS = (
    ("tch", "S"),
    ("sch", "S"),
    ("kh", "X"),
    ("sh", "S"),
    ("ch", "S"),
    ("th", "t"),
    ("dh", "d"),
    ("gh", "G"),
    ("ph", "f"),
    ("dj", "j"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
)
_LATIN = str.maketrans(
    {
        **dict.fromkeys("aeiou", "A"),
        **dict.fromkeys("ckq", "k"),
        "p": "b",
        "v": "f",
        "g": "j",
        "G": "g",
        "X": "x",
        "x": "ks",
        "H": "h",
    }
)
_BEGINNINGS = re.compile(r"^(?:ou|oo)(?=[aei])")
_LATIN_SERVANT = re.compile(r"^abe?d(?:[aeiou]*l(?=[a-z]{2})|[ue](?=[a-z]{3}))?")
_LATIN_FATHER = re.compile(r"^(?:abou|aboo|abu|abo)(?=[a-z]{3})")
_HOUSE = "ال"
_ARTICLES = re.compile(r"^(?:al|el|ال)(?=.{3})")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[Awy]+")


def skeletons(name: str) -> list[str]:
    """The skeletons of the words of a name, in their order; عبد and أبو belong to their word.

    آل, the house of a family, is written as its article is, and left out as that is.
    """
    words = arabic_names.words(name)
    return [found for word in words if (len(words) == 1 or word != _HOUSE) and (found := _of(word))]


def skeleton(word: str) -> str:
    """The skeleton of one word in any spelling; empty for what has no letters or digits."""
    return "".join(skeletons(word))


@lru_cache(maxsize=100_000)
def _of(word: str) -> str:
    return _of_arabic(word) if _ARABIC_LETTER.search(word) else _of_latin(word)


def _of_arabic(word: str) -> str:
    for compound, told in (("عبد", "Abd"), ("ابو", "Ab")):
        rest = word.removeprefix(compound)
        if rest != word and len(rest) > 1:
            return _bones(told + _without_article(rest).translate(_ARABIC))
    return _bones(_without_article(word).translate(_ARABIC))


def _of_latin(word: str) -> str:
    word = _SHORT_FORMS.get(word, word)
    for compound, told in ((_LATIN_SERVANT, "Abd"), (_LATIN_FATHER, "Ab")):
        rest = compound.sub("", word)
        if rest != word and len(rest) > 1:
            return _bones(told + _letters(_without_article(rest)))
    return _bones(_letters(_without_article(_BEGINNINGS.sub("w", word))))


def _without_article(word: str) -> str:
    return _ARTICLES.sub("", word)


def _letters(word: str) -> str:
    word = _TWO_LETTERS.sub("fatH", word)
    for written, told in _DIGRAPHS:
        word = word.replace(written, told)
    return word.translate(_LATIN)


def _bones(told: str) -> str:
    """Without vowels but for a beginning one, without a silent end, nothing twice."""
    told = _TWICE.sub(r"\1", told)
    if len(told) > 2 and told.endswith("h"):
        told = told[:-1]
    return _TWICE.sub(r"\1", told[:1] + _VOWELS.sub("", told[1:]))
