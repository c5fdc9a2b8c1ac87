"""What may change of a person, and what must hold of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TypedDict

from services.registry.domain.persons import disabilities
from services.registry.domain.persons.facts import (
    Address,
    BirthDate,
    Contact,
    Disability,
    Guardian,
    Name,
)
from services.registry.domain.persons.identity import Identity
from services.registry.domain.persons.refusals import (
    BornInFuture,
    DeathBeforeBirth,
    DeathInFuture,
    ReasonMissing,
    TooManyDocuments,
)

MOST_DOCUMENTS = 10
"""Beside the main one, as the contract has it of a registration."""


class Changes(TypedDict, total=False):
    """The facts that an amendment names; what is absent stays as it is."""

    identity: Identity
    name: Name
    birth_date: BirthDate | None
    sex: str
    contact: Contact
    address: Address
    other_documents: tuple[Identity, ...]
    former_documents: tuple[Identity, ...]
    disabilities: tuple[Disability, ...]
    guardian: Guardian | None
    died_on: date | None
    guardians: tuple[Guardian, ...]
    """All who are then on record, hidden ones as well: what a merge makes of those of two records,
    and never what somebody asks for."""


_UNEXPLAINED = frozenset({"contact", "address"})


def must_be_explained(facts: Collection[str], why: str | None) -> None:
    """Raises `ReasonMissing`: who changes more than how and where somebody is reached says why."""
    if why is None and not _UNEXPLAINED.issuperset(facts):
        raise ReasonMissing()


def must_be_sound(changes: Changes, had: Collection[Identity]) -> None:
    """Raises `DisabilityTwice` and, where there would be more documents beside the main one than
    the record `had`, `TooManyDocuments`.

    Asked of what somebody says: what merges left or brought back is amended step by step.
    """
    disabilities.must_differ(changes.get("disabilities", ()))
    if len(changes.get("other_documents", ())) > max(MOST_DOCUMENTS, len(had)):
        raise TooManyDocuments(maximum=MOST_DOCUMENTS)


def not_born_after(birth_date: BirthDate | None, today: date) -> None:
    """Raises `BornInFuture`."""
    if birth_date is not None and birth_date.is_after(today):
        raise BornInFuture()


def not_dead_before(birth_date: BirthDate | None, died_on: date | None, today: date) -> None:
    """Raises `DeathInFuture`, `DeathBeforeBirth`."""
    if died_on is None:
        return
    if died_on > today:
        raise DeathInFuture()
    if birth_date is not None and birth_date.is_after(died_on):
        raise DeathBeforeBirth()
