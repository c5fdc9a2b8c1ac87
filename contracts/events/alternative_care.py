"""What alternative care tells. Of children it tells identifiers alone, and that as protected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PERSONAL, PROTECTED
from contracts.events.base import (
    Count,
    Date,
    Event,
    GovernorateCode,
    Id,
    LanguageCode,
    Line,
    Word,
)


@dataclass(frozen=True)
class CaseOpened(Event):
    """A child's case was opened."""

    TYPE: ClassVar[str] = "kanaf.alternative_care.case.opened.v1"
    AGGREGATE: ClassVar[str] = "case"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    case_id: Id
    governorate: GovernorateCode


@dataclass(frozen=True)
class ChildPlaced(Event):
    """The child of a case went to live with a carer family."""

    TYPE: ClassVar[str] = "kanaf.alternative_care.case.child_placed.v1"
    AGGREGATE: ClassVar[str] = "case"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    case_id: Id
    placement_id: Id
    family_id: Id
    started_on: Date


@dataclass(frozen=True)
class PlacementEnded(Event):
    """The child left the carer family, for a reason of the ministry's list."""

    TYPE: ClassVar[str] = "kanaf.alternative_care.case.placement_ended.v1"
    AGGREGATE: ClassVar[str] = "case"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    case_id: Id
    placement_id: Id
    family_id: Id
    ended_on: Date
    reason_code: Word


@dataclass(frozen=True)
class ReviewDue(Event):
    """The periodic review of a placement is due."""

    TYPE: ClassVar[str] = "kanaf.alternative_care.case.review_due.v1"
    AGGREGATE: ClassVar[str] = "case"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    case_id: Id
    placement_id: Id
    due_on: Date


@dataclass(frozen=True)
class FamilyRegistered(Event):
    """An approved carer family was registered with so many places."""

    TYPE: ClassVar[str] = "kanaf.alternative_care.family.registered.v1"
    AGGREGATE: ClassVar[str] = "family"

    family_id: Id
    governorate: GovernorateCode
    capacity: Count


@dataclass(frozen=True)
class FamilyContactRecorded(Event):
    """How a family is reached was recorded. `party` is `alternative_care.family/<id>`."""

    TYPE: ClassVar[str] = "kanaf.alternative_care.family.contact_recorded.v1"
    AGGREGATE: ClassVar[str] = "family"
    CLASSIFICATION: ClassVar[str] = PERSONAL

    party: Line
    name: Line
    language: LanguageCode
    mobile: Line | None
    email: Line | None


@dataclass(frozen=True)
class PlaceTaken(Event):
    """A child came to live with the family; so many places are free now."""

    TYPE: ClassVar[str] = "kanaf.alternative_care.family.place_taken.v1"
    AGGREGATE: ClassVar[str] = "family"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    family_id: Id
    placement_id: Id
    free_places: Count


@dataclass(frozen=True)
class PlaceFreed(Event):
    """A child left the family; so many places are free now."""

    TYPE: ClassVar[str] = "kanaf.alternative_care.family.place_freed.v1"
    AGGREGATE: ClassVar[str] = "family"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    family_id: Id
    placement_id: Id
    free_places: Count
