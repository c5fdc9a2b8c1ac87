"""Protecting everything that tells of a person, and who comes to live where nobody may see."""

from __future__ import annotations

from services.registry.app.persons.ports import Persons
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
