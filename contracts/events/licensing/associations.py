"""What licensing tells of societies, unions and memberships: never of persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Count, Date, Event, Id, Line, Place, Word, Year


@dataclass(frozen=True)
class AssociationRegistered(Event):
    """A society or a union stands in the registry under this number."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.registered.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    kind: Word
    variant: Word | None
    number: Line
    competent_ministry: Word
    place: Place
    registered_on: Date
    application_id: Id | None


@dataclass(frozen=True)
class AssociationMinistryChanged(Event):
    """Another ministry is competent for it."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.ministry_changed.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    competent_ministry: Word


@dataclass(frozen=True)
class AssociationBylawsAmended(Event):
    """This version of its bylaws takes effect on a day."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.bylaws_amended.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    number: Count
    effective_on: Date


@dataclass(frozen=True)
class AssociationReportAccepted(Event):
    """Its annual report was accepted. `foreign_funded`: money came from abroad in that year."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.report_accepted.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    year: Year
    foreign_funded: bool


@dataclass(frozen=True)
class AssociationReportOverdue(Event):
    """The last day for its annual report has passed without one."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.report_overdue.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    year: Year


@dataclass(frozen=True)
class AssociationBoardElected(Event):
    """A board of so many was seated, for a term."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.board_elected.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    members: Count
    valid_from: Date
    valid_until: Date


@dataclass(frozen=True)
class AssociationBoardExpired(Event):
    """The term of its board is over, and there is no other board."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.board_expired.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    valid_until: Date


@dataclass(frozen=True)
class AssociationMeasureTaken(Event):
    """It was warned or suspended, or that ended; a warning can be answered until `remedy_by`."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.measure_taken.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    measure: Word
    on: Date
    remedy_by: Date | None


@dataclass(frozen=True)
class AssociationDissolved(Event):
    """It was dissolved; claims against it are taken until `claims_until`."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.dissolved.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    ground: Word
    on: Date
    claims_until: Date


@dataclass(frozen=True)
class AssociationRepresentativesNamed(Event):
    """Others act for it from now on."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.representatives_named.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id


@dataclass(frozen=True)
class MembershipJoined(Event):
    """A society joined a union."""

    TYPE: ClassVar[str] = "kanaf.licensing.membership.joined.v1"
    AGGREGATE: ClassVar[str] = "membership"

    membership_id: Id
    union_id: Id
    society_id: Id
    joined_on: Date


@dataclass(frozen=True)
class MembershipDuesRecorded(Event):
    """A society's dues to its union are paid until a day."""

    TYPE: ClassVar[str] = "kanaf.licensing.membership.dues_recorded.v1"
    AGGREGATE: ClassVar[str] = "membership"

    membership_id: Id
    union_id: Id
    society_id: Id
    year: Year
    until: Date


@dataclass(frozen=True)
class MembershipEnded(Event):
    """A society left its union, or was expelled."""

    TYPE: ClassVar[str] = "kanaf.licensing.membership.ended.v1"
    AGGREGATE: ClassVar[str] = "membership"

    membership_id: Id
    union_id: Id
    society_id: Id
    ending: Word
    on: Date
