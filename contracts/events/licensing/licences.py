"""What licensing tells of licences, registrations and certificates of any service."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from contracts.events.base import Count, Date, Event, Id, Line, Place, Word


@dataclass(frozen=True)
class OfLicence:
    """Which licence: its number, the latest application that concerned it, and what it is.

    `service` is its service in the catalogue, `kind` is `licence`, `registration` or `certificate`,
    `variant` a kind of the service's own. `taken_over`: its holder took it over by that
    application, which another made; they are reached as `licensing.holder/<application_id>`.
    `association_id`: it is held by an association whose record says, since that application, who
    acts for it; they are reached as `licensing.association/<association_id>`.
    """

    licence_id: Id
    number: Line
    application_id: Id
    service: Word
    kind: Word
    variant: Word | None
    place: Place
    taken_over: bool = field(default=False, kw_only=True)
    association_id: Id | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class LicenceIssued(OfLicence, Event):
    """It was issued, valid from `valid_from` until the day before `expires_on`.

    Without `expires_on` it has no end.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.licence.issued.v2"
    AGGREGATE: ClassVar[str] = "licence"

    valid_from: Date
    expires_on: Date | None


@dataclass(frozen=True)
class LicenceRenewed(OfLicence, Event):
    """It goes on until the day before `expires_on`, without one for good.

    `valid_from` is the first day of what has not been interrupted since.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.licence.renewed.v1"
    AGGREGATE: ClassVar[str] = "licence"

    valid_from: Date
    expires_on: Date | None
    renewed_on: Date


@dataclass(frozen=True)
class LicenceLapsed(OfLicence, Event):
    """مغلقة حكما: it expired and was not renewed in time. It cannot be renewed any more."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.lapsed.v1"
    AGGREGATE: ClassVar[str] = "licence"

    lapsed_on: Date


@dataclass(frozen=True)
class LicenceSuspended(OfLicence, Event):
    """It may not be used until the day `until`, when it may be again, or until it is reinstated."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.suspended.v1"
    AGGREGATE: ClassVar[str] = "licence"

    reason_code: Word
    suspended_on: Date
    until: Date | None


@dataclass(frozen=True)
class LicenceReinstated(OfLicence, Event):
    """Its suspension ended. `state` is what it is without it: `valid`, or `expired` meanwhile.

    `reason_code`: none where it was suspended until a day, which has come.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.licence.reinstated.v1"
    AGGREGATE: ClassVar[str] = "licence"

    state: Word
    reinstated_on: Date
    reason_code: Word | None = None


@dataclass(frozen=True)
class LicenceRevoked(OfLicence, Event):
    """It ended for good, before its time."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.revoked.v1"
    AGGREGATE: ClassVar[str] = "licence"

    reason_code: Word
    revoked_on: Date


@dataclass(frozen=True)
class CertificateReplaced(OfLicence, Event):
    """A certificate was lost: this edition took its place under the same number."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.certificate_replaced.v1"
    AGGREGATE: ClassVar[str] = "licence"

    edition: Count
    replaced_on: Date


@dataclass(frozen=True)
class LicenceAmended(OfLicence, Event):
    """Its name, place, facts or holder are others now, as this edition of its certificate says."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.amended.v1"
    AGGREGATE: ClassVar[str] = "licence"

    edition: Count
    amended_on: Date


@dataclass(frozen=True)
class LicenceRenewalAdvanced(OfLicence, Event):
    """Its renewal, which was asked for in time by the application `renewal_id`, is `under_way`,
    `refused` (and can be contested until `contest_until`), `contested`, or `over` for good.

    Until it is granted or over the licence does not lapse.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.licence.renewal_advanced.v1"
    AGGREGATE: ClassVar[str] = "licence"

    renewal_id: Id
    stage: Word
    on: Date
    contest_until: Date | None


@dataclass(frozen=True)
class LicenceSurrenderAccepted(OfLicence, Event):
    """Its holder gives it back: `ends_on` is the first day on which it is in force no longer."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.surrender_accepted.v1"
    AGGREGATE: ClassVar[str] = "licence"

    ends_on: Date
    accepted_on: Date


@dataclass(frozen=True)
class LicenceSurrendered(OfLicence, Event):
    """It ended at its holder's own wish."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.surrendered.v1"
    AGGREGATE: ClassVar[str] = "licence"

    surrendered_on: Date


@dataclass(frozen=True)
class LicencePassedOn(OfLicence, Event):
    """Somebody else holds it from this day on. `application_id` is the last one of who held it."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.passed_on.v1"
    AGGREGATE: ClassVar[str] = "licence"

    passed_on: Date


@dataclass(frozen=True)
class LicenceHolderChanged(OfLicence, Event):
    """It has another holder, as this edition of its certificate says."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.holder_changed.v1"
    AGGREGATE: ClassVar[str] = "licence"

    edition: Count
    changed_on: Date


@dataclass(frozen=True)
class LicenceRecorded(OfLicence, Event):
    """The registration of an association that was given before there was this system.

    No application gave it: its own id stands for one.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.licence.recorded.v1"
    AGGREGATE: ClassVar[str] = "licence"

    association_id: Id = field(kw_only=True)
    valid_from: Date
    expires_on: Date | None


@dataclass(frozen=True)
class LicenceRepresented(OfLicence, Event):
    """Others act for the association that holds it, which is reached by itself from now on."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.represented.v1"
    AGGREGATE: ClassVar[str] = "licence"

    association_id: Id = field(kw_only=True)
    edition: Count
    on: Date


@dataclass(frozen=True)
class LicenceRenewalDue(Event):
    """A licence nears its end: the day before `expires_on` is the last on which it is valid.

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
    taken_over: bool = False
    association_id: Id | None = None


@dataclass(frozen=True)
class LicenceExpired(Event):
    """A licence is no longer valid, from `expires_on` on."""

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
    taken_over: bool = False
    association_id: Id | None = None
