"""Persons as records that can be compared, and the blocks in which like ones meet."""

from __future__ import annotations

from services.registry.domain.duplicates.features import Field
from services.registry.domain.persons.facts import BirthDate, Name, NameParts
from services.registry.domain.persons.identity import Identity
from services.registry.domain.persons.skeletons import skeleton

# No phone: a family shares one, and brothers and sisters are not one person.
FIELDS = (
    Field("first", "name"),
    Field("father", "name"),
    Field("grandfather", "name"),
    Field("family", "name"),
    Field("birth_date", "date"),
    Field("sex", "category"),
    Field("document", "number"),
    Field("governorate", "category"),
)
PARTS = ("first", "father", "grandfather", "family")


def record(
    name: Name,
    birth_date: BirthDate | None,
    sex: str | None,
    identity: Identity | None,
    governorate: str | None,
) -> dict[str, str | None]:
    """The values that are compared. An Arabic name goes before a Latin one."""
    parts = name.arabic or name.latin
    return {
        **{part: None if parts is None else getattr(parts, part) for part in PARTS},
        "birth_date": None if birth_date is None else birth_date.text,
        "sex": sex,
        "document": None if identity is None else identity.number,
        "governorate": governorate,
    }


def blocks(name: Name, birth_date: BirthDate | None, sex: str) -> list[str]:
    """Where a person meets those who may be the same: few and narrow, for every entry of the
    index is paid for at the counter, and every person of a block is compared.

    First and family name by sound with the year; first, father's and family name by sound; the
    full date with the sex, whatever the name.
    """
    found: set[str] = set()
    for parts in (name.arabic, name.latin):
        if parts is not None:
            found.update(_of_name(parts, birth_date))
    if birth_date is not None and birth_date.precision == "day":
        found.add(f"d:{birth_date.text}:{sex}")
    return sorted(found)


def _of_name(parts: NameParts, birth_date: BirthDate | None) -> list[str]:
    first, family = skeleton(parts.first), skeleton(parts.family)
    made = []
    if birth_date is not None:
        made.append(f"y:{first}:{family}:{birth_date.year}")
    if parts.father:
        made.append(f"n:{first}:{skeleton(parts.father)}:{family}")
    return made
