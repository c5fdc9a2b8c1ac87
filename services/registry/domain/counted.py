"""Numbers with what they count, in the form that each language has for them.

In Arabic the noun follows the number: one, two, three to ten, eleven to ninety-nine, and the rest
(the plural rules of CLDR). Of one and two the noun says the number itself.
"""

from __future__ import annotations

from collections.abc import Mapping

_Forms = tuple[str, str, str, str, str]
"""One, two, few (3-10), many (11-99), and other."""

NOUNS: Mapping[str, tuple[_Forms, tuple[str, str]]] = {
    "dinars": (("دينار واحد", "ديناران", "دنانير", "دينارًا", "دينار"), ("dinar", "dinars")),
    "fils": (("فلس واحد", "فلسان", "فلوس", "فلسًا", "فلس"), ("fils", "fils")),
    "points": (("نقطة واحدة", "نقطتان", "نقاط", "نقطة", "نقطة"), ("point", "points")),
    "members": (("فرد واحد", "فردان", "أفراد", "فردًا", "فرد"), ("member", "members")),
    "persons": (("شخص واحد", "شخصان", "أشخاص", "شخصًا", "شخص"), ("person", "persons")),
    "children": (("طفل واحد", "طفلان", "أطفال", "طفلًا", "طفل"), ("child", "children")),
    "months": (("شهر واحد", "شهران", "أشهر", "شهرًا", "شهر"), ("month", "months")),
    "years": (("سنة واحدة", "سنتان", "سنوات", "سنة", "سنة"), ("year", "years")),
}
"""What can be counted, in Arabic and in English."""


def number(value: float) -> str:
    """A number as people write it."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def counted(value: float, noun: str, language: str) -> str:
    """A number with its noun: "9 نقاط", "نقطتان"; "1 point", "9 points"."""
    arabic, (one, many) = NOUNS[noun]
    if language != "ar":
        return f"{number(value)} {one if value == 1 else many}"
    form = _form(value)
    return arabic[form] if form <= _TWO else f"{number(value)} {arabic[form]}"


def money(fils: float, language: str) -> str:
    """An amount in dinars, with its fils where there are any."""
    dinars, rest = divmod(round(fils), 1000)
    if language != "ar":
        return f"JD {dinars:,}" + (f".{rest:03d}" if rest else "")
    parts = [(dinars, "dinars")] if dinars or not rest else []
    parts += [(rest, "fils")] if rest else []
    return " و".join(counted(value, noun, language) for value, noun in parts)


_ONE, _TWO, _FEW, _MANY, _OTHER = range(5)


def _form(value: float) -> int:
    """By CLDR's rules for Arabic; nought, hundreds and parts of a number are `other`."""
    if value != int(value):
        return _OTHER
    if value in (1, 2):
        return _ONE if value == 1 else _TWO
    hundredth = int(value) % 100
    if 3 <= hundredth <= 10:
        return _FEW
    return _MANY if hundredth >= 11 else _OTHER
