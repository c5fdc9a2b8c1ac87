"""What can be asked to be done about associations and memberships."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.associations.parts import (
    Article,
    BoardMember,
    Representative,
)
from services.licensing.domain.associations.registering import Registration
from services.licensing.domain.contact import Contact


@dataclass(frozen=True)
class FirstBylaws:
    """The bylaws with which an association is brought into the registry."""

    document_id: str | None
    effective_on: date
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class RecordAssociation:
    """One that was registered before there was this system."""

    registration: Registration
    bylaws: FirstBylaws | None


@dataclass(frozen=True)
class TakeMeasure:
    association_id: str
    measure: str
    reason: str


@dataclass(frozen=True)
class DissolveAssociation:
    association_id: str
    ground: str
    reason: str
    committee: tuple[str, ...]


@dataclass(frozen=True)
class ChangeMinistry:
    association_id: str
    competent_ministry: str
    reason: str


@dataclass(frozen=True)
class RecordBoard:
    """`correction`: why the last board was recorded wrongly, where this one takes its place."""

    association_id: str
    members: tuple[BoardMember, ...]
    valid_from: date
    valid_until: date
    correction: str | None = None


@dataclass(frozen=True)
class NameRepresentatives:
    association_id: str
    representatives: tuple[Representative, ...]
    contact: Contact | None


@dataclass(frozen=True)
class RecordContact:
    association_id: str
    contact: Contact


@dataclass(frozen=True)
class RecordMembership:
    """One that began before there was this system."""

    union_id: str
    society_id: str
    joined_on: date


@dataclass(frozen=True)
class RecordDues:
    membership_id: str
    year: int
    amount_fils: int
    paid_on: date


@dataclass(frozen=True)
class WithdrawDues:
    membership_id: str
    year: int
    reason: str


@dataclass(frozen=True)
class EndMembership:
    membership_id: str
    ending: str
    reason: str
