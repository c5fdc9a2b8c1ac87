"""Who applies, for whom, and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.domain.catalogue.service import Party


@dataclass(frozen=True)
class Contact:
    """Where a person can be reached: mobile in E.164, e-mail, language `ar` or `en`."""

    mobile: str | None
    email: str | None
    language: str


@dataclass(frozen=True)
class Entity:
    """A legal entity that applies: its name and number of registration as written."""

    name: str
    registration_number: str


@dataclass(frozen=True)
class Applicant:
    """Who asks for the service, with the name as written. `entity`: for whom they speak."""

    name: str
    national_number: str | None
    contact: Contact
    entity: Entity | None = None


@dataclass(frozen=True)
class Delegate:
    """Who completes the application for the applicant, by an authorisation that is on file; told
    what happens beside the applicant, where they say how."""

    name: str
    national_number: str
    document_id: str
    contact: Contact | None = None


def party_of(applicant: Applicant, delegate: Delegate | None) -> Party:
    """As whom it is applied."""
    if delegate is not None:
        return Party.DELEGATE
    return Party.PERSON if applicant.entity is None else Party.ENTITY
