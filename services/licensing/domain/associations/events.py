"""What happens to associations and memberships.

No names, no numbers of persons, but for the contact of an association.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.contact import Contact
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class AssociationRegistered:
    association_id: str
    kind: str
    variant: str | None
    number: str
    competent_ministry: str
    place: Place
    registered_on: date
    application_id: str | None


@dataclass(frozen=True)
class ContactRecorded:
    association_id: str
    contact: Contact


@dataclass(frozen=True)
class Moved:
    association_id: str
    place: Place
    former_place: Place
    on: date
    application_id: str | None


@dataclass(frozen=True)
class AssociationRenamed:
    association_id: str
    name_ar: str
    name_en: str | None
    on: date
    application_id: str | None


@dataclass(frozen=True)
class StandingLost:
    association_id: str
    unmet: tuple[str, ...]
    because_ar: str
    because_en: str
    on: date


@dataclass(frozen=True)
class StandingRegained:
    association_id: str
    on: date


@dataclass(frozen=True)
class ReportDue:
    association_id: str
    year: int
    due_on: date


@dataclass(frozen=True)
class BoardEnding:
    association_id: str
    valid_until: date


@dataclass(frozen=True)
class LookedAt:
    """A day came on which something could have changed, and nothing had."""

    association_id: str


@dataclass(frozen=True)
class MinistryChanged:
    association_id: str
    competent_ministry: str


@dataclass(frozen=True)
class BylawsAmended:
    association_id: str
    number: int
    effective_on: date


@dataclass(frozen=True)
class ReportAccepted:
    association_id: str
    year: int
    foreign_funded: bool


@dataclass(frozen=True)
class ReportOverdue:
    association_id: str
    year: int


@dataclass(frozen=True)
class BoardElected:
    association_id: str
    members: int
    valid_from: date
    valid_until: date


@dataclass(frozen=True)
class BoardWithdrawn:
    association_id: str
    valid_from: date
    valid_until: date
    on: date


@dataclass(frozen=True)
class BoardExpired:
    association_id: str
    valid_until: date


@dataclass(frozen=True)
class MeasureTaken:
    association_id: str
    measure: str
    on: date
    remedy_by: date | None


@dataclass(frozen=True)
class AssociationDissolved:
    association_id: str
    ground: str
    on: date
    claims_until: date


@dataclass(frozen=True)
class RepresentativesNamed:
    association_id: str


@dataclass(frozen=True)
class MembershipJoined:
    membership_id: str
    union_id: str
    society_id: str
    joined_on: date


@dataclass(frozen=True)
class DuesRecorded:
    membership_id: str
    union_id: str
    society_id: str
    year: int
    until: date


@dataclass(frozen=True)
class DuesWithdrawn:
    membership_id: str
    union_id: str
    society_id: str
    year: int
    on: date


@dataclass(frozen=True)
class DuesDue:
    membership_id: str
    union_id: str
    society_id: str
    year: int


@dataclass(frozen=True)
class MembershipMoved:
    membership_id: str
    union_id: str
    society_id: str


@dataclass(frozen=True)
class MembershipEnded:
    membership_id: str
    union_id: str
    society_id: str
    ending: str
    on: date


AssociationEvent = (
    AssociationRegistered
    | ContactRecorded
    | Moved
    | AssociationRenamed
    | StandingLost
    | StandingRegained
    | ReportDue
    | BoardEnding
    | LookedAt
    | MinistryChanged
    | BylawsAmended
    | ReportAccepted
    | ReportOverdue
    | BoardElected
    | BoardWithdrawn
    | BoardExpired
    | MeasureTaken
    | AssociationDissolved
    | RepresentativesNamed
)
MembershipEvent = (
    MembershipJoined | DuesRecorded | DuesWithdrawn | DuesDue | MembershipMoved | MembershipEnded
)
