"""A record made comparable: every field in the forms that comparisons and blocking look at.

What a column of any file means is told by its role. All texts become plain ASCII letters, so that
distances count letters and not bytes, in every engine alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from services.registry.domain.persons import arabic_names
from services.registry.domain.persons.skeletons import own, skeletons

Role = Literal["name", "full_name", "date", "text", "number", "numbers", "category"]
ROLES: tuple[Role, ...] = ("name", "full_name", "date", "text", "number", "numbers", "category")
Value = str | list[str] | None
Features = dict[str, Value]

FULL_NAME_PARTS = ("first", "middle", "last")
NAMES = "all_names"
WHOLE = f"{NAMES}_whole"
TEXTS = "all_texts"
_WHOLE_NAME = 4
"""So many different names are enough to know a person by, in whichever order; three are not: where
sons are called like their grandfathers, they are those of half the family."""

_LETTERS = str.maketrans(
    {
        **dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "abtTjHxdDrzsSPVtZEgfqklmnhwy", strict=True)),
        **{"ء": "A", "پ": "p", "چ": "c", "گ": "G", "ژ": "J", "ڤ": "v"},
    }
)
_VOWELS = str.maketrans("iyuw", "eeoo")
_HEARD = str.maketrans("صطظذث", "ستضدت", "ء")
_SERVANT_OF_THE = re.compile("عبدال(?=..)")
_TWICE = re.compile(r"(.)\1+")
_OTHER = re.compile(r"[^0-9A-Za-z]+")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
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
    found[WHOLE] = " ".join(sounds) if len(sounds) >= _WHOLE_NAME else None
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


@lru_cache(maxsize=20_000)
def _name(name: str, value: str) -> Mapping[str, Value]:
    """In each script by itself, one a line, the main one first; `only` where there is no other:
    sounds are compared across scripts where letters cannot be; `own` is without عبد and أبو, which
    are told as what stands `before`. Kept, for whoever is compared with one person is called much
    like all the others."""
    spellings = [each for each in value.splitlines() if letters(each)]
    arabic = next((each for each in spellings if _ARABIC_LETTER.search(each)), "")
    latin = next((each for each in spellings if not _ARABIC_LETTER.search(each)), "")
    main = spellings[0] if spellings else ""
    return {
        name: letters(main) or None,
        f"{name}_before": _before(main) if main else None,
        f"{name}_sound": _sound(main),
        f"{name}_sound_own": _own_sound(main),
        f"{name}_arabic": letters(arabic) or None,
        f"{name}_arabic_own": _own_letters(arabic),
        f"{name}_arabic_sound": _sound(arabic),
        f"{name}_arabic_spoken": _spoken_arabic(arabic),
        f"{name}_latin": letters(latin) or None,
        f"{name}_latin_own": _own_letters(latin),
        f"{name}_latin_sound": _sound(latin),
        f"{name}_latin_sound_own": _own_sound(latin),
        f"{name}_latin_spoken": _spoken_latin(latin),
        f"{name}_only_arabic": None if latin else _sound(arabic),
        f"{name}_only_latin": None if arabic else _sound(latin),
        f"{name}_only_arabic_own": None if latin else _own_sound(arabic),
        f"{name}_only_latin_own": None if arabic else _own_sound(latin),
    }


def _before(name: str) -> str:
    """What stands before a name, alike in both scripts; empty for most."""
    found = own(name)
    return "" if found is None else found.before


def _own_letters(name: str) -> str | None:
    found = own(name)
    return (letters(name) if found is None else letters(found.words)) or None


def _own_sound(name: str) -> str | None:
    found = own(name)
    return _sound(name) if found is None else found.sound or None


def _sound(name: str) -> str | None:
    return " ".join(skeletons(name)) or None


def _spoken_arabic(name: str) -> str | None:
    """An Arabic spelling with its long vowels, and without what is mistaken when it is heard or
    typed: letters that sound alike, the hamza, a letter twice, the article of whom one serves."""
    spelled = _SERVANT_OF_THE.sub("عبد", " ".join(arabic_names.words(name)))
    return _TWICE.sub(r"\1", spelled.translate(_HEARD).translate(_LETTERS)) or None


def _spoken_latin(name: str) -> str | None:
    """A Latin spelling with its vowels, as far as they are told apart: Hoda and Huda, not Hasan
    and Hussein."""
    return _TWICE.sub(r"\1", _TWICE.sub(r"\1", letters(name)).translate(_VOWELS)) or None


def _text(name: str, value: str) -> Features:
    plain = letters(value)
    return {name: plain or None, f"{name}_words": sorted(set(plain.split())) or None}


def _number(name: str, value: str) -> Features:
    plain = letters(value).replace(" ", "")
    return {name: plain or None}


def _numbers(name: str, value: str) -> Features:
    """Several, one a line, the main one first; the kind of each, where it is told, stands before
    it with a tabulator between."""
    told = [each.rpartition("\t") for each in value.splitlines()]
    known = [
        (letters(kind).replace(" ", ""), plain)
        for kind, _, number in told
        if (plain := letters(number).replace(" ", ""))
    ]
    numbers = [kind + number for kind, number in known]
    return {
        name: numbers[0] if numbers else None,
        f"{name}_all": sorted(set(numbers)) or None,
        f"{name}_kinds": sorted({kind for kind, _ in known}) or None,
    }


def _category(name: str, value: str) -> Features:
    return {name: letters(value) or None}


def _date(name: str, value: str) -> Features:
    """The first of January is what is written where only the year is known: beside another day
    it tells no more, and is no day."""
    year, month, day = _parts_of_date(value)
    told = f"{year}{month}{day}" if year and month and day else None
    january = (month, day) == ("01", "01")
    return {
        name: told,
        f"{name}_exact": None if january else told,
        f"{name}_january": year if january else None,
        f"{name}_year": year,
        f"{name}_month": None if january else month,
        f"{name}_day": None if january else day,
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


_FORMS: Mapping[Role, Callable[[str, str], Mapping[str, Value]]] = {
    "name": _name,
    "text": _text,
    "number": _number,
    "numbers": _numbers,
    "category": _category,
    "date": _date,
}
