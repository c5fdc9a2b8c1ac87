"""What licensing tells of societies, unions and memberships: never of persons, but for the contact
of an association, which is personal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PERSONAL
from contracts.events.base import Count, Date, Event, Id, LanguageCode, Line, Place, Word, Year


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
class AssociationContactRecorded(Event):
    """Who is written to for it, and how, was recorded. `party` is `licensing.association/<id>`."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.contact_recorded.v1"
    AGGREGATE: ClassVar[str] = "association"
    CLASSIFICATION: ClassVar[str] = PERSONAL

    party: Line
    name: Line
    language: LanguageCode
    mobile: Line | None
    email: Line | None


@dataclass(frozen=True)
class AssociationMoved(Event):
    """Its headquarters are elsewhere: the office of `place` looks after it from now on."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.moved.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    place: Place
    former_place: Place
    on: Date
    application_id: Id | None


@dataclass(frozen=True)
class AssociationRenamed(Event):
    """It is called otherwise from this day on; everybody may know how."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.renamed.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    name_ar: Line
    name_en: Line | None
    on: Date
    application_id: Id | None


@dataclass(frozen=True)
class AssociationStandingLost(Event):
    """It is not in good standing any more; what it does not meet, in codes and in words."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.standing_lost.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    unmet: tuple[Word, ...]
    because_ar: Line
    because_en: Line
    on: Date


@dataclass(frozen=True)
class AssociationStandingRegained(Event):
    """It is in good standing, again or for the first time."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.standing_regained.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    on: Date


@dataclass(frozen=True)
class AssociationReportDue(Event):
    """The annual report of a year is awaited until a day that is near."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.report_due.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    year: Year
    due_on: Date


@dataclass(frozen=True)
class AssociationBoardEnding(Event):
    """The term of its board ends soon, and no other board is recorded."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.board_ending.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    valid_until: Date


@dataclass(frozen=True)
class AssociationLookedAt(Event):
    """A day came on which something about it could have changed, and nothing had."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.looked_at.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id


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
class AssociationBoardWithdrawn(Event):
    """A board was recorded wrongly and counts no more; the one in its stead is told as elected."""

    TYPE: ClassVar[str] = "kanaf.licensing.association.board_withdrawn.v1"
    AGGREGATE: ClassVar[str] = "association"

    association_id: Id
    valid_from: Date
    valid_until: Date
    on: Date


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
class MembershipDuesWithdrawn(Event):
    """The dues of a year were recorded wrongly: they do not count as paid any more."""

    TYPE: ClassVar[str] = "kanaf.licensing.membership.dues_withdrawn.v1"
    AGGREGATE: ClassVar[str] = "membership"

    membership_id: Id
    union_id: Id
    society_id: Id
    year: Year
    on: Date


@dataclass(frozen=True)
class MembershipDuesDue(Event):
    """A society has not paid the dues of a year to its union."""

    TYPE: ClassVar[str] = "kanaf.licensing.membership.dues_due.v1"
    AGGREGATE: ClassVar[str] = "membership"

    membership_id: Id
    union_id: Id
    society_id: Id
    year: Year


@dataclass(frozen=True)
class MembershipMoved(Event):
    """Its society or its union moved: staff find it where they are now."""

    TYPE: ClassVar[str] = "kanaf.licensing.membership.moved.v1"
    AGGREGATE: ClassVar[str] = "membership"

    membership_id: Id
    union_id: Id
    society_id: Id


@dataclass(frozen=True)
class MembershipEnded(Event):
    """A society left its union, was expelled, or one of the two was dissolved."""

    TYPE: ClassVar[str] = "kanaf.licensing.membership.ended.v1"
    AGGREGATE: ClassVar[str] = "membership"

    membership_id: Id
    union_id: Id
    society_id: Id
    ending: Word
    on: Date
