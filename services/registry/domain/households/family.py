"""What can be true of a family: who may marry, who were spouses, who can be whose child.

Ages are measured as far as birth dates are known, and for the benefit of who may be old enough. How
old, and how many, is dated data (`rules/family.yaml`), by the day on which it happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.registry.domain.households.household import HEAD, SPOUSE
from services.registry.domain.households.life import LifeEvent
from services.registry.domain.households.refusals import (
    BirthRelationUnfit,
    BornBeforeParent,
    CourtPermissionLater,
    CourtPermissionMissing,
    HappensBeforeBirth,
    MarriageRelationUnfit,
    NotSpouses,
    ParentTooYoung,
    SpousesOfOneSex,
    TooManySpouses,
    TooYoungToMarry,
)
from services.registry.domain.persons.person import Person

GENERATIONS = {"child": 1, "grandchild": 2}
"""How many generations lie between these and the head."""
_BORN_INTO = frozenset(
    {"child", "grandchild", "sibling", "foster_child", "other_relative", "unrelated"}
)
_OF_ANY_FAMILY = frozenset({"other_relative", "unrelated"})
_OF_EACH_OTHER = frozenset({"parent", "grandparent", "grandchild"})
"""Two who are the same of these to the head may be spouses: the head's parents, two cousins."""


@dataclass(frozen=True)
class FamilyRules:
    """One version of the rules; ages in years."""

    marriage_from: int
    marriage_by_court_from: int
    most_spouses: Mapping[str, int]
    """By sex: how many one person may be married to."""
    parent_from: int


def may_marry(person: Person, spouse: Person, married: LifeEvent, law: FamilyRules) -> None:
    """Raises `SpousesOfOneSex`, `TooYoungToMarry`, `CourtPermissionMissing`,
    `CourtPermissionLater`."""
    if person.sex == spouse.sex:
        raise SpousesOfOneSex()
    permission = married.court_permission
    for each in (person, spouse):
        if _is_younger(each, law.marriage_by_court_from, married.on):
            raise TooYoungToMarry(years=law.marriage_by_court_from)
        if permission is None and _is_younger(each, law.marriage_from, married.on):
            raise CourtPermissionMissing(years=law.marriage_from)
    if permission is not None and permission.date > married.on:
        raise CourtPermissionLater()


def must_be_free(person: Person, spouses: int, law: FamilyRules) -> None:
    """Raises `TooManySpouses` for who cannot marry one more."""
    maximum = law.most_spouses[person.sex]
    if spouses >= maximum:
        raise TooManySpouses(maximum=maximum)


def relation_of_incomer(married: str, said: str | None) -> str:
    """What a spouse who comes is to the head, when who is this to the head `married` them.

    Only the head's own spouse is `spouse`; of anybody else's it must be said.

    Raises `MarriageRelationUnfit`.
    """
    if married == HEAD and said in (None, SPOUSE):
        return SPOUSE
    if married == HEAD or said in (None, SPOUSE):
        raise MarriageRelationUnfit()
    return str(said)


def must_be_spouses(first: Person, second: Person, relations: tuple[str, str]) -> None:
    """What the household says of the two, by what each is to the head. Raises `NotSpouses`.

    Who is married to whom beside the head it does not say: there it must be possible.
    """
    here = set(relations)
    if first.sex == second.sex:
        raise NotSpouses()
    if HEAD in here or SPOUSE in here:
        if here != {HEAD, SPOUSE}:
            raise NotSpouses()
    elif not (here & _OF_ANY_FAMILY or (len(here) == 1 and here <= _OF_EACH_OTHER)):
        raise NotSpouses()


def must_have_been_born(people: Iterable[Person], on: date) -> None:
    """Raises `HappensBeforeBirth`."""
    for each in people:
        if each.birth_date is not None and each.birth_date.is_after(on):
            raise HappensBeforeBirth()


def may_be_born(relation: str) -> None:
    """Raises `BirthRelationUnfit` for what no newborn is to a head."""
    if relation not in _BORN_INTO:
        raise BirthRelationUnfit()


def may_have_borne(elder: Person, generations: int, on: date, law: FamilyRules) -> None:
    """Whether somebody may have a child, or a grandchild, who was born on that day.

    Raises `ParentTooYoung`.
    """
    years = law.parent_from * generations
    if _is_younger(elder, years, on):
        raise ParentTooYoung(years=years)


def may_head(
    head: Person, others: Iterable[tuple[Person, str]], spouses: int, law: FamilyRules
) -> None:
    """Whether these can be to the head, who has so many `spouses` already, what is said of them.

    Raises `SpousesOfOneSex`, `TooManySpouses`, `BornBeforeParent`.
    """
    for person, relation in others:
        if relation == SPOUSE:
            if person.sex == head.sex:
                raise SpousesOfOneSex()
            must_be_free(head, spouses, law)
            spouses += 1
        elif relation in GENERATIONS and _is_older(person, head):
            raise BornBeforeParent()


def _is_younger(person: Person, years: int, on: date) -> bool:
    return person.birth_date is not None and person.birth_date.is_younger_than(years, on)


def _is_older(person: Person, other: Person) -> bool:
    """Whether the birth dates, as far as both are known, say so."""
    born, others = person.birth_date, other.birth_date
    if born is None or others is None:
        return False
    known = min(len(born.text), len(others.text))
    return born.text[:known] < others.text[:known]
