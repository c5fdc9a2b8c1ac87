"""The consonants of a word, alike in Arabic and in Latin letters: Mohammad, Muhammed, محمد.

The classes of letters are an assumption, made from how Jordanian passports and papers spell
names (domain brief §10); a skeleton finds and compares names, it never decides that two are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Own:
    """A name without what stands `before` its words, عبد or أبو as skeletons have them, and
    without the article after it: its `words`, and their `sound`.

    عبد الرحمن and عبد الرحيم have no more in common than رحمن and رحيم have.
    """

    before: str
    words: str
    sound: str


def own(name: str) -> Own | None:
    """What is a name's own where something stands before it; before most names nothing does."""
    divided = [_divided(word) for word in _joined(arabic_names.words(name))]
    before = " ".join(told for told, _ in divided if told)
    if not before:
        return None
    sounds = [_bones(_sounds(rest)) if told else _told(rest) for told, rest in divided]
    return Own(before, " ".join(rest for _, rest in divided), " ".join(filter(None, sounds)))


@lru_cache(maxsize=100_000)
def _of(word: str) -> str:
    before, rest = _divided(word)
    if before:
        return _bones(before + _sounds(rest))
    return _told(word)


def _divided(word: str) -> tuple[str, str]:
    """عبد or أبو, as a skeleton begins, and the word after it without its article."""
    if _ARABIC_LETTER.search(word):
        if word.startswith("عبد") and len(word) > 4:
            # Also of two letters (عبد الحق): what a servant's name serves has always its article.
            return "Abd", _SERVED.sub("", word[3:])
        if word.startswith("ابو") and len(word) > 4:
            return "Ab", _without_article(word[3:])
        return "", word
    servant = _LATIN_SERVANT.match(word)
    if servant and len(rest := word[servant.end() :]) > 1:
        # An article that was taken off is not looked for again: Abdulaleem serves العليم.
        return "Abd", rest if servant["article"] else _without_article(rest)
    father = _LATIN_FATHER.match(word)
    if father and len(rest := word[father.end() :]) > 1:
        return "Ab", _without_article(rest)
    return "", word


def _sounds(word: str) -> str:
    """Every letter by its sound."""
    return word.translate(_ARABIC) if _ARABIC_LETTER.search(word) else _letters(word)


def _told(word: str) -> str:
    """The skeleton of a word before which nothing stands."""
    arabic = _ARABIC_LETTER.search(word)
    first, second = _halves(word if arabic else _SHORT_FORMS.get(word, word))
    if not arabic:
        first = _BEGINNINGS.sub("w", first)
    elif second:
        # هبة is spoken with its t when something follows.
        first = _SPOKEN_T.sub("ت", first)
    return _bones(_sounds(_without_article(first))) + second


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
