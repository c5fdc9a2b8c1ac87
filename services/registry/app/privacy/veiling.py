"""Protecting everything that tells of a person, and who comes to live where nobody may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from services.registry.app.persons.ports import Persons
from services.registry.domain.households.household import Household
from services.registry.domain.households.life import Member, Succession
from services.registry.domain.persons.facts import BirthDate
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import Protection


class IsChild(Protocol):
    """Whether who was born then is a minor today; not of whom nothing is known."""

    def __call__(self, born: BirthDate | None) -> bool: ...


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


def who_is_told_of(
    home: Household, everybody: Sequence[Person], hidden: Collection[str], is_child: IsChild
) -> Person | None:
    """The first of those hidden whose home it is, so that it tells where they are."""
    minors = [each.id for each in everybody if is_child(each.birth_date)]
    theirs = (each for each in everybody if each.id in hidden)
    return next((each for each in theirs if home.is_home_of(each.id, hidden, minors)), None)


@dataclass(frozen=True)
class Leaving:
    """Who is about to leave a home, and who heads it then, should the head leave or hand over."""

    person_ids: Collection[str]
    succession: Succession | None
    coming: Sequence[Member] = ()
    """Who comes to live there in the same moment."""

    def without_them(self, home: Household) -> Household | None:
        """The home of who stays and comes; none where nothing changes, or nobody of them heads it:
        the household refuses it."""
        if not self.person_ids and self.succession is None:
            return None
        head_id, members = home.head_id, home.members
        if self.succession is not None:
            head_id, members = self.succession.head_id, self.succession.members
        here = set(home.person_ids) - set(self.person_ids) | {e.person_id for e in self.coming}
        if head_id not in here:
            return None
        known = {each.person_id for each in members}
        members = (*members, *(each for each in self.coming if each.person_id not in known))
        here.remove(head_id)
        return replace(
            home,
            head_id=head_id,
            members=tuple(each for each in members if each.person_id in here),
        )


def hide_with_who_stays(
    persons: Persons, home: Household, leaving: Leaving, is_child: IsChild, why: str | None
) -> None:
    """Hide a home that is about to tell where somebody protected is: they come to head it, or stay
    with minors alone. Before anything is told of it; who leaves it now stays as they are.
    """
    left = None if home.protection is not None else leaving.without_them(home)
    if left is None:
        return
    head = persons.get_companion(left.head_id)
    if head.protection is None and not is_child(head.birth_date):
        return  # Somebody grown whom everybody sees lives here.
    everybody = [persons.get_companion(each) for each in left.person_ids]
    hidden = {each.id for each in everybody if each.protection is not None}
    theirs = who_is_told_of(left, everybody, hidden, is_child)
    if theirs is not None and theirs.protection is not None:
        others = [each.id for each in everybody if each is not theirs]
        hide_home(persons, home, theirs.protection, others, why)
