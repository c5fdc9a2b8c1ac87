"""How a word of a name sounds, whatever the script: محمد, Mohammad and Muhammed have one skeleton.

Arabic writes consonants; Latin spellings differ in vowels, doubled letters and a few consonants.
The skeleton keeps the consonants that both scripts agree on, so that a search crosses scripts and
bears most misspellings. It finds candidates and never decides that two names are one (domain brief,
§10: assumption).
"""

from __future__ import annotations

import re
from functools import lru_cache

_ARABIC = {
    **dict.fromkeys("اأإآٱءئؤعىي", ""),
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "چ": "c", "ح": "h", "ه": "h",
    "ة": "h", "خ": "x", "د": "d", "ض": "d", "ذ": "d", "ر": "r", "ز": "z", "ظ": "z", "س": "s",
    "ص": "s", "ش": "c", "غ": "g", "ف": "f", "ڤ": "f", "ق": "k", "ك": "k", "ک": "k", "گ": "j",
    "ل": "l", "م": "m", "ن": "n", "و": "",
}  # fmt: skip
_DIGRAPHS = (
    ("sch", "c"), ("sh", "c"), ("ch", "c"), ("kh", "x"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("ph", "f"), ("dj", "j"), ("ck", "k"), ("qu", "k"),
)  # fmt: skip
_LATIN = {
    **dict.fromkeys("aeiouyw", ""),
    "b": "b", "p": "b", "c": "k", "d": "d", "f": "f", "v": "f", "g": "j", "h": "h", "j": "j",
    "k": "k", "q": "k", "l": "l", "m": "m", "n": "n", "r": "r", "s": "s", "t": "t", "x": "ks",
    "z": "z",
}  # fmt: skip
_FIRST = {"و": "w", "w": "w", "ي": "y", "y": "y"}
_GHAIN = "\u0001"
"""Stands for غ while single letters are read: Latin g alone is a ج, as in Gamal."""
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The skeleton of one word in one spelling (see `arabic_names.words`).

    A word of vowels alone is its own skeleton: it must not sound like every other such word.
    """
    sound = _of_arabic(word) if "\u0600" <= word[:1] <= "\u06ff" else _of_latin(word)
    collapsed = _DOUBLED.sub(r"\1", sound)
    # A last h is a feminine ending that Latin spellings leave out: فاطمة, Fatima, Fatimah.
    bare = collapsed[:-1] if len(collapsed) > 2 and collapsed.endswith("h") else collapsed
    return bare or word


def _of_arabic(word: str) -> str:
    return _FIRST.get(word[0], "") + "".join(_ARABIC.get(each, each) for each in word)


def _of_latin(word: str) -> str:
    letters = word.replace("gh", _GHAIN)
    for digraph, sound in _DIGRAPHS:
        letters = letters.replace(digraph, _KEPT[sound])
    return _FIRST.get(word[0], "") + "".join(_SOUNDS.get(each, "") for each in letters)


# Sounds of digraphs stand as capitals until single letters have been read.
_KEPT = {sound: sound.upper() for _, sound in _DIGRAPHS}
_SOUNDS = {**_LATIN, **{kept: sound for sound, kept in _KEPT.items()}, _GHAIN: "g"}
