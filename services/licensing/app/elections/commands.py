"""What can be asked to be done about elections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.contact import Contact
from services.licensing.domain.elections.centre_count import Count


@dataclass(frozen=True)
class AnnounceDate:
    polling_on: date


@dataclass(frozen=True)
class PostponeDate:
    date_id: str
    polling_on: date
    reason: str


@dataclass(frozen=True)
class Nominate:
    election_id: str
    society_id: str
    name: str
    national_number: str


@dataclass(frozen=True)
class Agree:
    """`document_id`: the signed paper, where staff record the consent."""

    candidacy_id: str
    document_id: str | None
    contact: Contact


@dataclass(frozen=True)
class Examine:
    candidacy_id: str
    accepted: bool
    reason: str | None


@dataclass(frozen=True)
class Withdraw:
    candidacy_id: str


@dataclass(frozen=True)
class FileObjection:
    """`filed_for`: the member society that objects; nobody where a candidate does."""

    election_id: str
    about: str
    about_id: str
    claim: str
    text: str
    filed_for: str | None


@dataclass(frozen=True)
class Decide:
    """One person's ruling; `settles` where two have differed."""

    objection_id: str
    upheld: bool
    reason: str
    settles: bool


@dataclass(frozen=True)
class Finalise:
    election_id: str


@dataclass(frozen=True)
class EnterCount:
    count_id: str
    count: Count
    settles: bool
    reason: str | None


@dataclass(frozen=True)
class DrawLot:
    election_id: str
    drawn: tuple[str, ...]
    settles: bool
    reason: str | None


@dataclass(frozen=True)
class ConfirmResults:
    election_id: str
