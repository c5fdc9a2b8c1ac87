"""The records by which somebody is and was known: the one that is asked of may have ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from services.registry.app.privacy.ports import Persons
from services.registry.domain.persons.person import Person

Load = Callable[[str], Person]


def one_after_the_other(load: Load, person_id: str) -> Iterator[Person]:
    """The record, and those in which it ended; the last is that by which they are known now."""
    named: str | None = person_id
    while named is not None:
        person = load(named)
        yield person
        named = person.merged_into


def who_it_is_now(load: Load, person_id: str) -> Person:
    """The record by which they are known, should theirs have ended in a merge."""
    *_, person = one_after_the_other(load, person_id)
    return person


def with_survivors(load: Load, person_ids: Iterable[str]) -> set[str]:
    """These, and the records in which theirs ended: what holds of one holds of the person."""
    return {each.id for one in person_ids for each in one_after_the_other(load, one)}


def known_in(persons: Persons, person: Person) -> str | None:
    """The governorate where all know the person to live; of whom is protected that of before, and
    none of who was born where nobody may see. Whoever was told of them is told by it again."""
    if person.protection is None:
        return person.address.governorate
    states = [each.aggregate for each in persons.history(person.id)]
    seen = [each.address.governorate for each in states if each.protection is None]
    return seen[-1] if seen else None


def ever_known_by(load: Load, persons: Persons, person_id: str) -> list[Person]:
    """The record, and those in which it ends or ended, also by a merge that was undone since."""
    found: dict[str, Person] = {}
    waiting = [person_id]
    while waiting:
        named = waiting.pop()
        if named in found:
            continue
        found[named] = load(named)
        states = (each.aggregate.merged_into for each in persons.history(named))
        waiting += [each for each in states if each is not None]
    return list(found.values())
