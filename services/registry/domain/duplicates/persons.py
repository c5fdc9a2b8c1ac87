"""Persons as records that can be compared, and the blocks in which like ones meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.registry.domain.duplicates.features import Field
from services.registry.domain.duplicates.model import Evidence
from services.registry.domain.persons.facts import BirthDate, Name, NameParts
from services.registry.domain.persons.identity import Identity
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.skeletons import skeleton

# No phone: a family shares one, and brothers and sisters are not one person.
FIELDS = (
    Field("first", "name"),
    Field("father", "name"),
    Field("grandfather", "name"),
    Field("family", "name"),
    Field("birth_date", "date"),
    Field("sex", "category"),
    Field("document", "numbers"),
    Field("governorate", "category"),
)
PARTS = ("first", "father", "grandfather", "family")
MOBILE = "mobile"


def record(
    name: Name,
    birth_date: BirthDate | None,
    sex: str | None,
    documents: Sequence[Identity],
    governorate: str | None,
    mobile: str | None = None,
) -> dict[str, str | None]:
    """The values that are compared: names in both scripts, the Arabic one first, and every number
    with the kind of its document."""
    return {
        **{part: _spellings(name, part) for part in PARTS},
        "birth_date": None if birth_date is None else birth_date.text,
        "sex": sex,
        "document": "\n".join(f"{it.kind}\t{it.number}" for it in documents if it.number) or None,
        "governorate": governorate,
        MOBILE: mobile,
    }


def _spellings(name: Name, part: str) -> str | None:
    parts = (each for each in (name.arabic, name.latin) if each is not None)
    return "\n".join(told for each in parts if (told := getattr(each, part))) or None


def may_be_compared(person: Person) -> bool:
    """Not whose record ended in a merge or is restricted, and nobody who is protected: a pair would
    show them."""
    return person.merged_into is None and person.protection is None and person.restriction is None


def record_of(person: Person) -> dict[str, str | None]:
    """The same of a registered person."""
    return record(
        person.name,
        person.birth_date,
        person.sex,
        person.known_by,
        person.address.governorate,
        person.contact.mobile,
    )


def beside(one: Mapping[str, str | None], two: Mapping[str, str | None]) -> tuple[Evidence, ...]:
    """What a reviewer is told that counts for nothing: that the two share a phone."""
    shared = one.get(MOBILE) is not None and one.get(MOBILE) == two.get(MOBILE)
    return (Evidence(MOBILE, "same", 0.0),) if shared else ()


def blocks(name: Name, birth_date: BirthDate | None, sex: str) -> list[str]:
    """Where a person meets those who may be the same: few and narrow, for every entry of the
    index is paid for at the counter, and every person of a block is compared.

    First and family name by sound with the year, and four different names in any order with it;
    first, father's and family name by sound; the full date with the sex and how one of these two
    names begins. In a country of ten millions hundreds of one sex were born on one day; of two
    records of one person hardly any begin differently in both names.
    """
    found: set[str] = set()
    for parts in (name.arabic, name.latin):
        if parts is not None:
            found.update(_of_name(parts, birth_date, sex))
    return sorted(found)


def _of_name(parts: NameParts, birth_date: BirthDate | None, sex: str) -> list[str]:
    first, family = skeleton(parts.first), skeleton(parts.family)
    made = []
    every = _every(parts)
    if birth_date is not None:
        made.append(f"y:{first}:{family}:{birth_date.year}")
        if len(every) == len(PARTS):
            made.append(f"o:{' '.join(every)}:{birth_date.year}")
        if birth_date.precision == "day":
            made += [f"d:{birth_date.text}:{sex}:{each[:_BEGINNING]}" for each in (first, family)]
    if parts.father:
        made.append(f"n:{first}:{skeleton(parts.father)}:{family}")
    return made


_BEGINNING = 2
"""Consonants. `python -m bench.matching` has 8,857 and, with names nobody learned from, 5,043 true
pairs: of these 0.06 and 0.16 % do not meet that did meet by date and sex alone."""


def wide_blocks(
    name: Name, birth_date: BirthDate | None, sex: str, documents: Sequence[Identity]
) -> list[str]:
    """Where persons meet when there is time for it: in those blocks, and where a number, the
    family name, the year or the order of the names is wrong or missing."""
    found = set(blocks(name, birth_date, sex))
    if birth_date is not None and birth_date.precision == "day":
        found.add(f"d:{birth_date.text}:{sex}")
    found.update(f"x:{each.number}" for each in documents if each.number)
    for parts in (name.arabic, name.latin):
        if parts is not None:
            found.update(_wide(parts, birth_date))
    return sorted(found)


def _every(parts: NameParts) -> list[str]:
    """All names by sound, in no order."""
    return sorted({skeleton(getattr(parts, each) or "") for each in PARTS} - {""})


def _wide(parts: NameParts, birth_date: BirthDate | None) -> list[str]:
    first, father = skeleton(parts.first), skeleton(parts.father or "")
    every = _every(parts)
    made = [f"s:{' '.join(every)}"] if len(every) > 2 else []
    if birth_date is not None:
        if father:
            made.append(f"f:{first}:{father}:{birth_date.year}")
        if birth_date.precision == "day":
            made.append(f"m:{first}:{birth_date.text[5:]}")
    return made
