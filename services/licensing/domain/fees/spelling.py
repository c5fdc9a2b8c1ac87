"""Amounts as a receipt spells them: twenty-five dinars and 500 fils, in both languages.

A noun counted in Arabic changes with the last two digits before it: one and two are the noun's own
forms, 3 to 10 take its plural, 11 to 99 the accusative, whole hundreds the genitive.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.domain.words import Words

FILS = 1000
"""In a dinar."""
MOST_FILS = 10**9
"""A million dinars: more is no fee."""


def in_dinars(fils: int) -> str:
    """The amount in figures: 25500 is 25.500."""
    return f"{fils // FILS}.{fils % FILS:03}"


def spelled(fils: int) -> Words:
    """The amount in words. Raises `ValueError` for less than nothing and more than any fee."""
    if not 0 <= fils <= MOST_FILS:
        raise ValueError(f"{fils} fils are no fee")
    dinars, rest = divmod(fils, FILS)
    arabic = [_counted(dinars, _DINAR)] if dinars or not rest else []
    english = [f"{_english(dinars)} {'dinar' if dinars == 1 else 'dinars'}"] if arabic else []
    if rest:
        arabic.append(_counted(rest, _FILS))
        english.append(f"{_english(rest)} fils")
    return Words(ar=_AND.join(arabic), en=" and ".join(english))


@dataclass(frozen=True)
class _Noun:
    """A masculine noun that is counted."""

    one: str
    two: str
    few: str
    many: str
    none: str
    """After whole hundreds and thousands, and after no number at all."""


_AND = " و"
_DINAR = _Noun("دينار واحد", "ديناران", "دنانير", "دينارًا", "دينار")
_FILS = _Noun("فلس واحد", "فلسان", "فلوس", "فلسًا", "فلس")
_THOUSAND = _Noun("ألف", "ألفان", "آلاف", "ألفًا", "ألف")

_UNITS = [
    *("صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"),
    *("أحد عشر", "اثنا عشر", "ثلاثة عشر", "أربعة عشر", "خمسة عشر", "ستة عشر", "سبعة عشر"),
    *("ثمانية عشر", "تسعة عشر"),
]
_TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
_HUNDREDS = [
    *("", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة"),
    "تسعمئة",
]


def _counted(number: int, noun: _Noun) -> str:
    """So many of the noun."""
    whole, last = number // 100 * 100, number % 100
    if last in (1, 2):
        parts = [f"{_before(whole)} {noun.none}"] if whole else []
        return _AND.join([*parts, noun.one if last == 1 else noun.two])
    if last == 0:
        return f"{_before(number)} {noun.none}"
    return f"{_arabic(number)} {noun.few if last <= 10 else noun.many}"


def _before(hundreds: int) -> str:
    """Whole hundreds right before a noun: the duals and the accusative lose their endings."""
    text = _arabic(hundreds)
    for ending, shorter in (("مئتان", "مئتا"), ("ألفان", "ألفا"), ("ألفًا", "ألف")):
        if text.endswith(ending):
            return text.removesuffix(ending) + shorter
    return text


def _arabic(number: int) -> str:
    if number == MOST_FILS // FILS:
        return "مليون"
    thousands, rest = divmod(number, 1000)
    parts = [_counted(thousands, _THOUSAND)] if thousands else []
    return _AND.join(parts + ([_below_thousand(rest)] if rest or not parts else []))


def _below_thousand(number: int) -> str:
    hundreds, last = divmod(number, 100)
    parts = [_HUNDREDS[hundreds]] if hundreds else []
    if 0 < last < 20 or not number:
        parts.append(_UNITS[last])
    elif last:
        units = [_UNITS[last % 10]] if last % 10 else []
        parts.append(_AND.join([*units, _TENS[last // 10]]))
    return _AND.join(parts)


_ENGLISH = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
_ENGLISH_TENS = [
    *("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
]


def _english(number: int) -> str:
    if number < 20:
        return _ENGLISH[number]
    if number < 100:
        units = f"-{_ENGLISH[number % 10]}" if number % 10 else ""
        return _ENGLISH_TENS[number // 10] + units
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" {_english(number % size)}" if number % size else ""
            return f"{_english(number // size)} {name}{rest}"
    raise AssertionError(number)
