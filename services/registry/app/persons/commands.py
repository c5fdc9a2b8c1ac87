"""What the registry can be told of persons."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.facts import (
    Address,
    BirthDate,
    Contact,
    Disability,
    Guardian,
    Name,
)
from services.registry.domain.persons.identity import Identity


@dataclass(frozen=True)
class RegisterPerson:
    """Register a person for the first time."""

    identity: Identity
    name: Name
    birth_date: BirthDate | None
    sex: str
    contact: Contact
    address: Address
    other_documents: tuple[Identity, ...] = ()
    disabilities: tuple[Disability, ...] = ()
    guardian: Guardian | None = None


@dataclass(frozen=True)
class AmendPerson:
    """Correct or change facts about a person."""

    person_id: str
    changes: Changes
    reason: str | None = None
