"""What happens to persons, as the registry's own facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.persons.facts import Address, Contact, Name


@dataclass(frozen=True)
class PersonRegistered:
    """A person was registered for the first time; `protected` from then on, where they are born."""

    person_id: str
    identity_kind: str
    birth_year: int | None
    address: Address
    on: date
    imported: bool = False
    protected: bool = False


@dataclass(frozen=True)
class PersonAmended:
    """Facts about a person changed; `fields` names them."""

    person_id: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class PersonErased:
    """Data of these categories were erased at the person's request; `governorate`, where all know
    them to live."""

    person_id: str
    categories: tuple[str, ...]
    governorate: str | None


@dataclass(frozen=True)
class ContactRecorded:
    """How a person is called and reached is known anew; `confidential`, who they are not to be
    found by."""

    person_id: str
    name: Name
    contact: Contact
    confidential: bool = False


@dataclass(frozen=True)
class PersonMerged:
    """A record ended: the person is known by the survivor's."""

    survivor_id: str
    merged_id: str
    governorate: str


@dataclass(frozen=True)
class PersonUnmerged:
    """A merge was undone."""

    survivor_id: str
    merged_id: str
    governorate: str


Event = (
    PersonRegistered
    | PersonAmended
    | PersonErased
    | ContactRecorded
    | PersonMerged
    | PersonUnmerged
)
