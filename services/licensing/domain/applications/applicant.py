"""Who applies, for whom, and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.domain.access import owner_marks
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


@dataclass(frozen=True)
class Filing:
    """Who filed it, and whether for somebody at a counter; then at which centre. `delegate`: the
    number of who filed it from home for somebody else."""

    by: str
    at_counter: bool
    centre: str | None
    delegate: str | None = None


def party_of(applicant: Applicant, delegate: Delegate | None) -> Party:
    """As whom it is applied."""
    if delegate is not None:
        return Party.DELEGATE
    return Party.PERSON if applicant.entity is None else Party.ENTITY


def owners_of(applicant: Applicant, delegate: Delegate | None, filing: Filing) -> frozenset[str]:
    """Whose application it is: who filed it from home, who asks, and who acts for them. A delegate
    who filed it and acts for them no more is a stranger."""
    acting = None if delegate is None else delegate.national_number
    theirs = not filing.at_counter and filing.delegate in (None, acting)
    filed_by = filing.by if theirs else None
    return owner_marks(filed_by, applicant.national_number) | owner_marks(None, acting)
