"""What happens to persons and households, as the registry's own facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.facts import Address, Contact, Name


@dataclass(frozen=True)
class PersonRegistered:
    """A person was registered for the first time."""

    person_id: str
    identity_kind: str
    birth_year: int | None
    address: Address
    on: date


@dataclass(frozen=True)
class PersonAmended:
    """Facts about a person changed; `fields` names them."""

    person_id: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class ContactRecorded:
    """How a person is called and reached is known anew."""

    person_id: str
    name: Name
    contact: Contact


@dataclass(frozen=True)
class HouseholdRegistered:
    """Persons were registered as one household."""

    household_id: str
    head_id: str
    member_ids: tuple[str, ...]
    address: Address


@dataclass(frozen=True)
class HouseholdAmended:
    """Who belongs to a household, or where it lives, changed."""

    household_id: str
    joined: tuple[str, ...]
    left: tuple[str, ...]
    fields: tuple[str, ...]


Event = PersonRegistered | PersonAmended | ContactRecorded | HouseholdRegistered | HouseholdAmended
