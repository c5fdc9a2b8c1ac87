"""What happens in licensing. Adapters translate these into the published contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.nursery import Contact
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class ApplicationSubmitted:
    application_id: str
    nursery_kind: str
    place: Place


@dataclass(frozen=True)
class ContactRecorded:
    application_id: str
    name: str
    contact: Contact


@dataclass(frozen=True)
class ApplicationChecked:
    application_id: str
    outcome: str


@dataclass(frozen=True)
class ApplicationApproved:
    application_id: str
    licence_id: str


@dataclass(frozen=True)
class ApplicationRejected:
    application_id: str
    reason_code: str


@dataclass(frozen=True)
class LicenceIssued:
    licence_id: str
    number: str
    application_id: str
    nursery_kind: str
    place: Place
    valid_from: date
    expires_on: date


@dataclass(frozen=True)
class RenewalDue:
    """`notice_days` names the reminder (60, 30, 7); `days_left` is what is true when it fires."""

    licence_id: str
    application_id: str
    expires_on: date
    days_left: int
    notice_days: int


@dataclass(frozen=True)
class LicenceExpired:
    licence_id: str
    application_id: str
    expires_on: date


Event = (
    ApplicationSubmitted
    | ContactRecorded
    | ApplicationChecked
    | ApplicationApproved
    | ApplicationRejected
    | LicenceIssued
    | RenewalDue
    | LicenceExpired
)
