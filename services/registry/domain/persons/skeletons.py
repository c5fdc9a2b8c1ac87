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
_LATIN_SERVANT = re.compile(r"^abe?d(?:(?P<article>[aeiou]*l)(?=[a-z]{2})|[ue](?=[a-z]{3}))?")
_LATIN_FATHER = re.compile(r"^(?:abou|aboo|abu|abo)(?=[a-z]{3})")
_FATHER_OF_THE = re.compile(r"^ab(?:ou|oo|u|o)[ae]?l$")
_SERVED = re.compile("^ال(?=.{2})")
_SPOKEN_T = re.compile("(?<=..)ه$")
_SECOND_HALF = re.compile(r"^(?:الدين|الله|[ae]l?d+(?:ee|ie|i)ne?|u[dl]d(?:ee|ie|i)ne?|allah?)$")
_SECOND_HALVES = (
    (re.compile(r"(?<=..)(?:الدين|[aeu][ld]?d(?:ee|ie|i)ne?)$"), "dn"),
    (re.compile(r"(?<=..)(?:الله|[aeou]ll?ah)$"), "l"),
)
"""Of the faith, of God: two names out of many, and no article stands between their halves."""
_HOUSE = "ال"
_ARTICLES = re.compile(r"^(?:al|el|ال)(?=.{3})")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[Awy]+")


def skeletons(name: str) -> list[str]:
    """The skeletons of the words of a name, in their order; عبد and أبو belong to their word, and
    so do الدين and الله to the one before them.

    آل, the house of a family, is written as its article is, and left out as that is.
    """
    words = _joined(arabic_names.words(name))
    return [found for word in words if (len(words) == 1 or word != _HOUSE) and (found := _of(word))]


def _joined(words: list[str]) -> list[str]:
    """Names of two words as they are written in one: نور الدين، Nour Eldin، Aboul Enein.

    Here and not where words are made: a search knows these as words of their own.
    """
    joined: list[str] = []
    for word in words:
        if joined and _SECOND_HALF.match(word):
            joined[-1] += word
        elif joined and _FATHER_OF_THE.match(joined[-1]):
            joined[-1] = f"abual{word}"
        else:
            joined.append(word)
    return joined


def skeleton(word: str) -> str:
    """The skeleton of one word in any spelling; empty for what has no letters or digits."""
    return "".join(skeletons(word))


@lru_cache(maxsize=100_000)
def _of(word: str) -> str:
    return _of_arabic(word) if _ARABIC_LETTER.search(word) else _of_latin(word)


def _of_arabic(word: str) -> str:
    if word.startswith("عبد") and len(word) > 4:
        # Also of two letters (عبد الحق): what a servant's name serves has always its article.
        return _bones("Abd" + _SERVED.sub("", word[3:]).translate(_ARABIC))
    if word.startswith("ابو") and len(word) > 4:
        return _bones("Ab" + _without_article(word[3:]).translate(_ARABIC))
    first, second = _halves(word)
    if second:
        # هبة is spoken with its t when something follows.
        first = _SPOKEN_T.sub("ت", first)
    return _bones(_without_article(first).translate(_ARABIC)) + second


def _of_latin(word: str) -> str:
    word = _SHORT_FORMS.get(word, word)
    servant = _LATIN_SERVANT.match(word)
    if servant and len(rest := word[servant.end() :]) > 1:
        # An article that was taken off is not looked for again: Abdulaleem serves العليم.
        return _bones("Abd" + _letters(rest if servant["article"] else _without_article(rest)))
    father = _LATIN_FATHER.match(word)
    if father and len(rest := word[father.end() :]) > 1:
        return _bones("Ab" + _letters(_without_article(rest)))
    first, second = _halves(word)
    return _bones(_letters(_without_article(_BEGINNINGS.sub("w", first)))) + second


def _halves(word: str) -> tuple[str, str]:
    """A name and the skeleton of what it is of, the faith or God; mostly of nothing."""
    for second_half, told in _SECOND_HALVES:
        first = second_half.sub("", word)
        if first != word:
            return first, told
    return word, ""


def _without_article(word: str) -> str:
    return _ARTICLES.sub("", word)


def _letters(word: str) -> str:
    word = _TWO_LETTERS.sub("fatH", word)
    for written, told in _DIGRAPHS:
        word = word.replace(written, told)
    return word.translate(_LATIN)


def _bones(told: str) -> str:
    """Without vowels but for a beginning one, without a silent end, nothing twice."""
    # The end first: طلحة ends in two signs that are one sound here, and only the last is silent.
    if len(told) > 2 and told.endswith("h"):
        told = told[:-1]
    told = _TWICE.sub(r"\1", told)
    return _TWICE.sub(r"\1", told[:1] + _VOWELS.sub("", told[1:]))
