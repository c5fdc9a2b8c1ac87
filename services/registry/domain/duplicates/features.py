"""A record made comparable: every field in the forms that comparisons and blocking look at.

What a column of any file means is told by its role. All texts become plain ASCII letters, so that
distances count letters and not bytes, in every engine alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from services.registry.domain.persons import arabic_names
from services.registry.domain.persons.skeletons import skeletons

Role = Literal["name", "full_name", "date", "text", "number", "numbers", "category"]
ROLES: tuple[Role, ...] = ("name", "full_name", "date", "text", "number", "numbers", "category")
Value = str | list[str] | None
Features = dict[str, Value]

FULL_NAME_PARTS = ("first", "middle", "last")
NAMES = "all_names"
TEXTS = "all_texts"

_LETTERS = str.maketrans(
    {
        **dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "abtTjHxdDrzsSPVtZEgfqklmnhwy", strict=True)),
        **{"ء": "A", "پ": "p", "چ": "c", "گ": "G", "ژ": "J", "ڤ": "v"},
    }
)
_OTHER = re.compile(r"[^0-9A-Za-z]+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Field:
    """A field that is compared: its name, and what its values are."""

    name: str
    role: Role


def expanded(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The same with full names taken apart: first, middle and last words."""
    return tuple(
        part
        for each in fields
        for part in (
            [Field(f"{each.name}_{part}", "name") for part in FULL_NAME_PARTS]
            if each.role == "full_name"
            else [each]
        )
    )


def letters(text: str) -> str:
    """A text in one spelling and in plain letters; words divided by one blank."""
    spelled = " ".join(arabic_names.words(text)).translate(_LETTERS)
    return _OTHER.sub(" ", spelled).strip()


def features(record: Mapping[str, str | None], fields: Sequence[Field]) -> Features:
    """Every form of every field of a record; what is absent or says nothing is `None`."""
    found: Features = {}
    for each in fields:
        value = (record.get(each.name) or "").strip()
        if each.role == "full_name":
            for part, words in zip(FULL_NAME_PARTS, parts_of(value), strict=True):
                found.update(_name(f"{each.name}_{part}", words))
        else:
            found.update(_FORMS[each.role](each.name, value))
    names = [each for each in expanded(fields) if each.role == "name"]
    texts = [each.name for each in fields if each.role == "text"]
    sounds = sorted({str(sound) for each in names if (sound := found[f"{each.name}_sound"])})
    found[NAMES] = list(sounds) or None
    found[f"{NAMES}_key"] = " ".join(sounds) if len(sounds) > 1 else None
    found[TEXTS] = sorted({str(text) for each in texts if (text := found[each])}) or None
    return found


def parts_of(full_name: str) -> tuple[str, str, str]:
    """First word, those between, last word; عبد and أبو belong to what follows them."""
    words = arabic_names.words(_one_order(full_name))
    if len(words) < 2:
        return (" ".join(words), "", "")
    return (words[0], " ".join(words[1:-1]), words[-1])


def _one_order(full_name: str) -> str:
    """`Family, First Father` as it is spoken."""
    family, comma, rest = full_name.replace("،", ",").partition(",")
    return f"{rest} {family}" if comma and rest.strip() else full_name


def _name(name: str, value: str) -> Features:
    sound = " ".join(skeletons(value))
    return {name: letters(value) or None, f"{name}_sound": sound or None}


def _text(name: str, value: str) -> Features:
    plain = letters(value)
    return {name: plain or None, f"{name}_words": sorted(set(plain.split())) or None}


def _number(name: str, value: str) -> Features:
    plain = letters(value).replace(" ", "")
    return {name: plain or None}


def _numbers(name: str, value: str) -> Features:
    """Several, one a line, the main one first."""
    plain = [letters(each).replace(" ", "") for each in value.splitlines()]
    known = [each for each in plain if each]
    return {name: known[0] if known else None, f"{name}_all": sorted(set(known)) or None}


def _category(name: str, value: str) -> Features:
    return {name: letters(value) or None}


def _date(name: str, value: str) -> Features:
    year, month, day = _parts_of_date(value)
    return {
        name: f"{year}{month}{day}" if year and month and day else None,
        f"{name}_year": year,
        f"{name}_month": month,
        f"{name}_day": day,
    }


def _parts_of_date(value: str) -> tuple[str | None, str | None, str | None]:
    """Year first or last, with or without dividers, in any digits; the day before the month."""
    found = _DIGITS.findall(letters(value))
    if len(found) == 1 and len(found[0]) in (6, 8):
        digits = found[0]
        found = [digits[:4], digits[4:6], *([digits[6:]] if len(digits) == 8 else [])]
    elif len(found) >= 3 and len(found[2]) == 4:
        found = [found[2], found[1], found[0]]
    if not found or len(found[0]) != 4:
        return None, None, None
    month, day = (
        each.zfill(2) if each.strip("0") and len(each) <= 2 else None
        for each in (*found[1:3], "", "")[:2]
    )
    return found[0], month, day


_FORMS = {
    "name": _name,
    "text": _text,
    "number": _number,
    "numbers": _numbers,
    "category": _category,
    "date": _date,
}
