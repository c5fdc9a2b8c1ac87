"""What happens to licences. Adapters translate these into the published contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.places import Place


@dataclass(frozen=True)
class About:
    """Which licence an event is about; `application_id` is the latest that concerned it;
    `taken_over`: by that one, which another made, it came to its holder; `association_id`: since
    that one the association that holds it has said who acts for it."""

    licence_id: str
    number: str
    application_id: str
    service: str
    kind: str
    variant: str | None
    place: Place
    taken_over: bool
    association_id: str | None


@dataclass(frozen=True)
class LicenceIssued:
    about: About
    valid_from: date
    expires_on: date | None


@dataclass(frozen=True)
class RenewalDue:
    """`notice_days` names the reminder (60, 30, 7); `days_left` is what is true when it fires."""

    about: About
    expires_on: date
    days_left: int
    notice_days: int


@dataclass(frozen=True)
class LicenceExpired:
    about: About
    expires_on: date


@dataclass(frozen=True)
class LicenceLapsed:
    """مغلقة حكما: not renewed in time, it is deemed closed."""

    about: About
    lapsed_on: date


@dataclass(frozen=True)
class LicenceSuspended:
    about: About
    reason_code: str
    suspended_on: date
    until: date | None


@dataclass(frozen=True)
class LicenceReinstated:
    """The suspension ended; `state` is what the licence is without it."""

    about: About
    state: str
    reinstated_on: date
    reason_code: str | None = None


@dataclass(frozen=True)
class LicenceRevoked:
    about: About
    reason_code: str
    revoked_on: date


@dataclass(frozen=True)
class LicenceRenewed:
    about: About
    valid_from: date
    expires_on: date | None
    renewed_on: date


@dataclass(frozen=True)
class CertificateReplaced:
    about: About
    edition: int
    replaced_on: date


@dataclass(frozen=True)
class LicenceAmended:
    about: About
    edition: int
    amended_on: date


@dataclass(frozen=True)
class RenewalAdvanced:
    """A renewal was handed in, refused or contested, or is over without a result."""

    about: About
    renewal_id: str
    stage: str
    on: date
    contest_until: date | None


@dataclass(frozen=True)
class SurrenderAccepted:
    """Its holder gives it back: it ends on that day."""

    about: About
    ends_on: date
    accepted_on: date


@dataclass(frozen=True)
class LicenceSurrendered:
    """It ended at its holder's own wish."""

    about: About
    surrendered_on: date


@dataclass(frozen=True)
class LicencePassedOn:
    """Of who held it: it is somebody else's. `about` has the application that they know it by."""

    about: About
    passed_on: date


@dataclass(frozen=True)
class HolderChanged:
    """Of who holds it now, by this edition of its certificate."""

    about: About
    edition: int
    changed_on: date


@dataclass(frozen=True)
class LicenceRecorded:
    """The registration of an association that was given before there was this system."""

    about: About
    valid_from: date
    expires_on: date | None


@dataclass(frozen=True)
class LicenceRepresented:
    """Others act for the association that holds it."""

    about: About
    edition: int
    on: date


Event = (
    LicenceIssued
    | RenewalDue
    | LicenceExpired
    | LicenceLapsed
    | LicenceSuspended
    | LicenceReinstated
    | LicenceRevoked
    | LicenceRenewed
    | CertificateReplaced
    | LicenceAmended
    | RenewalAdvanced
    | SurrenderAccepted
    | LicenceSurrendered
    | LicencePassedOn
    | HolderChanged
    | LicenceRecorded
    | LicenceRepresented
)
