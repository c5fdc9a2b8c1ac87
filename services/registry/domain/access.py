"""Who may see and change what in the registry.

Staff of the counter (clerk, caseworker, supervisor) work within their governorates; a citizen has
their own record, recognised by the national number that the identity provider vouches for; an
auditor reads. Nobody else has personal records.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from services.registry.domain.duplicates.refusals import DuplicateNotYours
from services.registry.domain.households.household import Household
from services.registry.domain.households.refusals import (
    HouseholdNotYours,
    HouseholdUnknown,
    MemberNotYours,
)
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.refusals import FieldsNotYours, PersonUnknown
from services.registry.domain.privacy.protection import may_know
from services.registry.domain.privacy.refusals import RecordRestricted
from services.registry.domain.refusals import GovernorateNotYours, NotYours

STAFF = frozenset({"clerk", "caseworker", "supervisor"})
PROTECTORS = frozenset({"caseworker", "supervisor"})
REVIEWERS = frozenset({"caseworker", "supervisor"})
_AUDITOR = "auditor"
_SUPERVISOR = "supervisor"
_CITIZEN = "citizen"
_CITIZENS_OWN_FIELDS = frozenset({"contact", "address"})


class Actor(Protocol):
    """Who asks."""

    @property
    def subject(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def centre(self) -> str | None: ...
    @property
    def governorates(self) -> frozenset[str]: ...
    @property
    def national_number(self) -> str | None: ...


def may_register(actor: Actor, governorate: str) -> None:
    """Raise unless the actor is staff of this governorate."""
    if not _is_staff(actor):
        raise NotYours()
    if governorate not in actor.governorates:
        raise GovernorateNotYours()


def may_see_person(actor: Actor, governorate: str, national_number: str | None) -> None:
    """Raise `NotYours` unless the actor may read this person's record."""
    if not (
        _AUDITOR in actor.roles or _serves(actor, governorate) or is_self(actor, national_number)
    ):
        raise NotYours()


def may_see_sensitive(actor: Actor, governorate: str, national_number: str | None) -> None:
    """Raise `NotYours` unless the actor works with this person, or is them: not for auditors."""
    if not (_serves(actor, governorate) or is_self(actor, national_number)):
        raise NotYours()


def may_change_person(
    actor: Actor, governorate: str, national_number: str | None, fields: Collection[str]
) -> None:
    """Raise `NotYours`, or `FieldsNotYours` for what a citizen cannot change themselves."""
    if _serves(actor, governorate):
        return
    if not is_self(actor, national_number):
        raise NotYours()
    if not set(fields) <= _CITIZENS_OWN_FIELDS:
        raise FieldsNotYours()


def knows_person(actor: Actor, person: Person) -> bool:
    """Whether the person exists for the actor; to themselves everybody does."""
    return may_know(actor, person.protection) or is_self(actor, person.identity.national_number)


def must_know_person(actor: Actor, person: Person) -> None:
    """Raises `PersonUnknown` for whom a protected person does not exist."""
    if not knows_person(actor, person):
        raise PersonUnknown(id=person.id)


def may_change_this_person(actor: Actor, person: Person, fields: Collection[str]) -> None:
    """As `may_change_person`; raises `PersonUnknown` for whom a protected person does not exist."""
    must_know_person(actor, person)
    number = person.identity.national_number
    may_change_person(actor, person.address.governorate, number, fields)
    must_not_be_restricted(actor, person)


def may_change_with_household(actor: Actor, person: Person) -> None:
    """The same for what a household brings about; raises `MemberNotYours`, which tells who may."""
    must_know_person(actor, person)
    if not _serves(actor, person.address.governorate):
        raise MemberNotYours()
    must_not_be_restricted(actor, person)


def must_not_be_restricted(actor: Actor, person: Person) -> None:
    """Raises `RecordRestricted`: a record that is kept and not used, a supervisor changes."""
    if person.restriction is not None and _SUPERVISOR not in actor.roles:
        raise RecordRestricted()


def is_kept_unused(actor: Actor, person: Person) -> bool:
    """Whether the record is restricted, and so not used by this actor; it is its person's own."""
    restricted = person.restriction is not None and _SUPERVISOR not in actor.roles
    return restricted and not is_self(actor, person.identity.national_number)


def may_protect(actor: Actor, person: Person) -> None:
    """Raise unless the actor is a caseworker or supervisor where the person lives, and knows."""
    if not may_know(actor, person.protection):
        raise PersonUnknown(id=person.id)
    if not (PROTECTORS & actor.roles and person.address.governorate in actor.governorates):
        raise NotYours()


def may_change_this_household(actor: Actor, household: Household) -> None:
    """As `may_change_household`; raises `HouseholdUnknown` when it does not exist for them."""
    if not may_know(actor, household.protection):
        raise HouseholdUnknown(id=household.id)
    may_change_household(actor, household.address.governorate)


def may_see_household(actor: Actor, governorate: str) -> None:
    """Raise `HouseholdNotYours` unless the actor may read this household's record."""
    if not (_AUDITOR in actor.roles or _serves(actor, governorate)):
        raise HouseholdNotYours()


def may_change_household(actor: Actor, governorate: str) -> None:
    """Raise `HouseholdNotYours` unless the actor is staff where the household lives."""
    if not _serves(actor, governorate):
        raise HouseholdNotYours()


def may_see_duplicate(actor: Actor, governorates: Collection[str]) -> None:
    """Raise `DuplicateNotYours` unless the actor serves the place of one of the two."""
    if not (_AUDITOR in actor.roles or any(_serves(actor, each) for each in governorates)):
        raise DuplicateNotYours()


def may_decide_duplicate(actor: Actor, governorates: Collection[str]) -> None:
    """Raise `DuplicateNotYours` unless the actor reviews, and serves the places of both."""
    reviews = bool(REVIEWERS & actor.roles)
    if not (reviews and all(_serves(actor, each) for each in governorates)):
        raise DuplicateNotYours()


def must_be_auditor(actor: Actor) -> None:
    """Raise `NotYours` unless the actor audits: the log of who saw what is theirs alone."""
    if _AUDITOR not in actor.roles:
        raise NotYours()


def must_be_staff(actor: Actor) -> None:
    """Raise `NotYours` unless the actor is staff of the counter."""
    if not _is_staff(actor):
        raise NotYours()


def serves(actor: Actor, governorate: str) -> bool:
    """Whether the actor is staff of this governorate."""
    return _serves(actor, governorate)


def reads(actor: Actor, governorate: str) -> bool:
    """Whether the actor may read the records of persons of this governorate."""
    return _AUDITOR in actor.roles or _serves(actor, governorate)


def governorates_to_search(actor: Actor, asked: str | None) -> frozenset[str] | None:
    """Where the actor may search: `None` means everywhere.

    Raises `GovernorateNotYours` when they asked for one they do not serve, `NotYours` when they
    may not search at all.
    """
    if _AUDITOR in actor.roles:
        return None if asked is None else frozenset({asked})
    if not _is_staff(actor):
        raise NotYours()
    if asked is None:
        return actor.governorates
    if asked not in actor.governorates:
        raise GovernorateNotYours()
    return frozenset({asked})


def is_citizen_only(actor: Actor) -> bool:
    """Whether the actor comes for their own record, and for nothing else."""
    return _CITIZEN in actor.roles and not (_is_staff(actor) or _AUDITOR in actor.roles)


def _is_staff(actor: Actor) -> bool:
    return bool(STAFF & actor.roles)


def _serves(actor: Actor, governorate: str) -> bool:
    return _is_staff(actor) and governorate in actor.governorates


def is_self(actor: Actor, national_number: str | None) -> bool:
    """Whether this is the record of the citizen who asks."""
    return (
        _CITIZEN in actor.roles
        and national_number is not None
        and actor.national_number == national_number
    )
