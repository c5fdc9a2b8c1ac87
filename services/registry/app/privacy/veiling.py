"""Protecting everything that tells of a person, and who comes to live where nobody may see."""

from __future__ import annotations

from collections.abc import Iterable

from services.registry.app.persons.ports import Persons
from services.registry.domain.households.household import Household
from services.registry.domain.households.life import Succession
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import Protection


def protect_all_records(
    persons: Persons, person: Person, protection: Protection | None, why: str | None = None
) -> None:
    """Protect this record, which the caller saves, and those that were merged into it.

    What a record of theirs that ended tells would give away the same person.
    """
    for each in persons.absorbed(person.id):
        ended = persons.get_companion(each)
        ended.protect(protection)
        persons.save(ended, why)
    person.protect(protection)


def take_behind_the_veil(
    persons: Persons, person: Person, home: Protection | None, why: str | None = None
) -> None:
    """Protect who comes into a protected household as it is, before their record says where.

    Whoever is protected already stays so for their own knowers.
    """
    if home is not None and person.protection is None:
        protect_all_records(persons, person, home, why)


def hide_home(
    persons: Persons,
    home: Household,
    protection: Protection,
    people: Iterable[str],
    why: str | None = None,
) -> None:
    """Hide what is still seen of a home, which the caller saves, and of these who live there."""
    if home.protection is None:
        home.protect(protection)
    for each in people:
        other = persons.get_companion(each)
        take_behind_the_veil(persons, other, home.protection, why)
        persons.save(other, why)


def hide_with_new_head(
    persons: Persons, home: Household, succession: Succession | None, why: str | None
) -> None:
    """Hide a home that somebody protected is about to head: from then on it tells where they are.

    Before anything is told of it; who leaves it now stays as they are.
    """
    if succession is None or home.protection is not None:
        return
    staying = [each for each in succession.person_ids if each in home.person_ids]
    if succession.head_id not in staying:
        return  # somebody else: the household refuses, or asks who may come
    protection = persons.get_companion(succession.head_id).protection
    if protection is not None:
        others = [each for each in staying if each != succession.head_id]
        hide_home(persons, home, protection, others, why)
