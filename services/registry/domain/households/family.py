"""What can be true of a family: who may marry, who were spouses, who can be whose child.

Ages are measured as far as birth dates are known, and for the benefit of who may be old enough. How
old, and how many, is dated data (`rules/family.yaml`), by the day on which it happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.registry.domain.households.couples import Couples, spouses_of
from services.registry.domain.households.household import HEAD, SPOUSE
from services.registry.domain.households.life import DIVORCE, MARRIAGE, LifeEvent
from services.registry.domain.households.refusals import (
    BirthRelationUnfit,
    BornBeforeParent,
    CourtPermissionLater,
    CourtPermissionMissing,
    FormerMarriageLater,
    HappensBeforeBirth,
    MarriageRelationUnfit,
    MarriedToSelf,
    NotSpouses,
    ParentTooYoung,
    SpousesAlready,
    SpousesOfOneSex,
    TooCloselyRelated,
    TooManySpouses,
    TooYoungToMarry,
)
from services.registry.domain.persons.person import Person
from services.registry.domain.refusals import Refusal

GENERATIONS = {"child": 1, "grandchild": 2}
"""How many generations lie between these and the head."""
_BEFORE = {"parent": 1, "grandparent": 2}
"""How many lie between the head and these."""
_BORN_INTO = frozenset(
    {"child", "grandchild", "sibling", "foster_child", "other_relative", "unrelated"}
)
_UNRELATED, _BY_MARRIAGE = "unrelated", "other_relative"


@dataclass(frozen=True)
class FamilyRules:
    """One version of the rules; ages in years."""

    marriage_from: int
    marriage_by_court_from: int
    most_spouses: Mapping[str, int]
    """By sex: how many one person may be married to."""
    parent_from: int
    no_close_kin: frozenset[str]
    """What somebody is to the head who can be anybody's spouse in the household."""
    of_each_other: frozenset[str]
    """Two who are the same of these to the head can be spouses: the head's parents, two cousins."""

    def can_be_spouses(self, relations: tuple[str, str]) -> bool:
        """Whether two who are this to the head are no closer kin than spouses may be."""
        here = set(relations)
        return bool(here & self.no_close_kin) or (len(here) == 1 and here <= self.of_each_other)


def may_marry(person: Person, spouse: Person, married: LifeEvent, law: FamilyRules) -> None:
    """Raises `MarriedToSelf`, `SpousesOfOneSex`, `TooYoungToMarry`, `CourtPermissionMissing`,
    `CourtPermissionLater`."""
    if person.id == spouse.id:
        raise MarriedToSelf()
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


def must_have_been_free(
    person: Person, spouses: int, ended: Iterable[date], on: date, law: FamilyRules
) -> None:
    """Whether somebody who has so many `spouses` now could marry one more on that day, when these
    marriages of theirs have `ended`.

    Raises `TooManySpouses`, `FormerMarriageLater`.
    """
    must_be_free(person, spouses, law)
    later = sorted(each for each in ended if each > on)
    if spouses + len(later) >= law.most_spouses[person.sex]:
        raise FormerMarriageLater(date=later[-1].isoformat())


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


def may_marry_within(
    relations: tuple[str, str],
    events: Iterable[LifeEvent | None],
    both: tuple[str, str],
    law: FamilyRules,
) -> None:
    """Whether two of one household may, by what each is to its head and by what happened in it.

    Raises `SpousesAlready`, `TooCloselyRelated`.
    """
    if set(relations) == {HEAD, SPOUSE} or married_here(events, both):
        raise SpousesAlready()
    if not law.can_be_spouses(relations):
        raise TooCloselyRelated()


def married_here(events: Iterable[LifeEvent | None], both: tuple[str, str]) -> bool:
    """Whether a household's events, oldest first, tell that these two married and not that one of
    them left the other."""
    married = False
    for each in events:
        if each is not None and each.kind == MARRIAGE:
            married = married or set(both) == set(each.person_ids)
        elif each is not None and each.kind == DIVORCE:
            married = married and set(both).isdisjoint(each.person_ids)
    return married


def relations_of_married(relations: tuple[str, str], said: str | None) -> tuple[str, str]:
    """What two of one household are to its head once they have married, if they were this before.

    Who marries the head is the head's spouse. Of others the household does not say who is whose
    spouse: they stay what they are to the head, but that who was no relative has become one by
    marrying one. `said` is what the second of them is now.

    Raises `MarriageRelationUnfit`.
    """
    if HEAD in relations:
        if said not in (None, SPOUSE):
            raise MarriageRelationUnfit()
        first, second = (HEAD if each == HEAD else SPOUSE for each in relations)
        return first, second
    if said == SPOUSE:
        raise MarriageRelationUnfit()
    if set(relations) != {_UNRELATED}:
        relations = _related(relations[0]), _related(relations[1])
    return relations[0], said or relations[1]


def must_be_spouses(
    first: Person, second: Person, relations: tuple[str, str], law: FamilyRules
) -> None:
    """What the household says of the two, by what each is to the head. Raises `NotSpouses`.

    Who is married to whom beside the head it does not say: there it must be possible.
    """
    here = set(relations)
    if first.sex == second.sex:
        raise NotSpouses()
    if HEAD in here or SPOUSE in here:
        if here != {HEAD, SPOUSE}:
            raise NotSpouses()
    elif not law.can_be_spouses(relations):
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
    head: Person,
    others: Iterable[tuple[Person, str]],
    married: Couples,
    on: date,
    law: FamilyRules,
) -> None:
    """Whether these can be to the head what is said of them on that day, when these are `married`.

    Raises `SpousesOfOneSex`, `TooYoungToMarry`, `TooManySpouses`, `BornBeforeParent`,
    `ParentTooYoung`.
    """
    standing = set(married)
    for person, relation in others:
        if relation == SPOUSE:
            both = frozenset((head.id, person.id))
            _may_be_married(head, person, on, law)
            for each in (head, person):
                must_be_free(each, spouses_of(each.id, standing - {both}), law)
            standing.add(both)
        elif relation in GENERATIONS:
            _may_descend(person, head, GENERATIONS[relation], law)
        elif relation in _BEFORE:
            _may_descend(head, person, _BEFORE[relation], law)


def _may_be_married(head: Person, spouse: Person, on: date, law: FamilyRules) -> None:
    """Of a marriage that is there already it is not asked what a court permitted."""
    if spouse.sex == head.sex:
        raise SpousesOfOneSex()
    if any(_is_younger(each, law.marriage_by_court_from, on) for each in (head, spouse)):
        raise TooYoungToMarry(years=law.marriage_by_court_from).without_place()


def _may_descend(younger: Person, elder: Person, generations: int, law: FamilyRules) -> None:
    """Who is recorded as a child may be a stepchild, little younger than the spouse of a parent:
    the years of one generation less are asked for than between who bore whom."""
    born, elders = younger.birth_date, elder.birth_date
    if born is None or elders is None:
        return
    if born.is_within_years_of(elders, 0):
        raise BornBeforeParent()
    years = law.parent_from * (generations - 1)
    if born.is_within_years_of(elders, years):
        raise ParentTooYoung(years=years).without_place()


def impossible(
    head: Person, others: Iterable[tuple[Person, str]], on: date, law: FamilyRules
) -> dict[str, Refusal]:
    """Of whom it cannot be that they are to the head what is said, by the id, and why."""
    found: dict[str, Refusal] = {}
    for person, relation in others:
        try:
            may_head(head, [(person, relation)], frozenset(), on, law)
        except Refusal as refusal:
            found[person.id] = refusal
    return found


def _related(relation: str) -> str:
    return _BY_MARRIAGE if relation == _UNRELATED else relation


def _is_younger(person: Person, years: int, on: date) -> bool:
    return person.birth_date is not None and person.birth_date.is_younger_than(years, on)
