"""What the registry can be told to do."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.facts import Address, BirthDate, Contact, Name
from services.registry.domain.household import Member
from services.registry.domain.identity import Identity
from services.registry.domain.person import Changes


@dataclass(frozen=True)
class RegisterPerson:
    """Register a person for the first time."""

    identity: Identity
    name: Name
    birth_date: BirthDate | None
    sex: str
    contact: Contact
    address: Address


@dataclass(frozen=True)
class AmendPerson:
    """Correct or change facts about a person."""

    person_id: str
    changes: Changes


@dataclass(frozen=True)
class RegisterHousehold:
    """Register persons as one household."""

    head_id: str
    members: tuple[Member, ...]
    address: Address


@dataclass(frozen=True)
class AmendHousehold:
    """Let members leave and join a household, or move it."""

    household_id: str
    join: tuple[Member, ...] = ()
    leave: tuple[str, ...] = ()
    address: Address | None = None
