"""What licensing tells: applications and licences by identifier and plain facts, never by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PERSONAL
from contracts.events.base import Count, Date, Event, Id, LanguageCode, Line, Place, Word


@dataclass(frozen=True)
class ApplicationSubmitted(Event):
    """Somebody applied for a nursery's licence. `service` names what was applied for."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.submitted.v1"
    AGGREGATE: ClassVar[str] = "application"

    application_id: Id
    service: Word
    nursery_kind: Word
    place: Place


@dataclass(frozen=True)
class ApplicationContactRecorded(Event):
    """How an applicant is reached was recorded. `party` is `licensing.application/<id>`."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.contact_recorded.v1"
    AGGREGATE: ClassVar[str] = "application"
    CLASSIFICATION: ClassVar[str] = PERSONAL

    party: Line
    name: Line
    language: LanguageCode
    mobile: Line | None
    email: Line | None


@dataclass(frozen=True)
class ApplicationChecked(Event):
    """An inspector checked the nursery: `outcome` is `passed` or `failed`."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.checked.v1"
    AGGREGATE: ClassVar[str] = "application"

    application_id: Id
    outcome: Word


@dataclass(frozen=True)
class ApplicationApproved(Event):
    """The application was approved and this licence issued."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.approved.v1"
    AGGREGATE: ClassVar[str] = "application"

    application_id: Id
    licence_id: Id


@dataclass(frozen=True)
class ApplicationRejected(Event):
    """The application was rejected for a reason of the ministry's list."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.rejected.v1"
    AGGREGATE: ClassVar[str] = "application"

    application_id: Id
    reason_code: Word


@dataclass(frozen=True)
class LicenceIssued(Event):
    """A licence was issued, valid from `valid_from` until the day before `expires_on`."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.issued.v1"
    AGGREGATE: ClassVar[str] = "licence"

    licence_id: Id
    number: Line
    application_id: Id
    nursery_kind: Word
    place: Place
    valid_from: Date
    expires_on: Date


@dataclass(frozen=True)
class LicenceRenewalDue(Event):
    """A licence nears its end.

    `days_left` is what was left when this was said; `notice_days` names the reminder, which after
    downtime may come later than so many days before the end.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.licence.renewal_due.v1"
    AGGREGATE: ClassVar[str] = "licence"

    licence_id: Id
    application_id: Id
    expires_on: Date
    days_left: Count
    notice_days: Count
    number: Line | None = None
    service: Word | None = None
    kind: Word | None = None
    variant: Word | None = None
    place: Place | None = None


@dataclass(frozen=True)
class LicenceExpired(Event):
    """A licence is no longer valid."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.expired.v1"
    AGGREGATE: ClassVar[str] = "licence"

    licence_id: Id
    application_id: Id
    expires_on: Date
    number: Line | None = None
    service: Word | None = None
    kind: Word | None = None
    variant: Word | None = None
    place: Place | None = None
