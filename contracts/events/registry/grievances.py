"""What the registry tells about grievances: identifiers and plain facts, never what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Date, Event, GovernorateCode, Id, Line, Word


@dataclass(frozen=True)
class OfGrievance:
    """What every event of a grievance says: which it is, and whose. `contact_id` is told of it."""

    AGGREGATE: ClassVar[str] = "grievance"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    grievance_id: Id
    enrolment_id: Id
    programme_id: Id
    household_id: Id
    contact_id: Id
    governorate: GovernorateCode
    programme_ar: Line
    programme_en: Line


@dataclass(frozen=True)
class GrievanceFiled(OfGrievance, Event):
    """A family objects to a decision (`about`); it is answered by the end of `answer_by`."""

    TYPE: ClassVar[str] = "kanaf.registry.grievance.filed.v1"

    about: Word
    answer_by: Date


@dataclass(frozen=True)
class GrievanceTaken(OfGrievance, Event):
    """Somebody who did not decide has taken the grievance on."""

    TYPE: ClassVar[str] = "kanaf.registry.grievance.taken.v1"


@dataclass(frozen=True)
class GrievanceAnswered(OfGrievance, Event):
    """The family was answered: `outcome` is upheld or dismissed, `remedy` what was done."""

    TYPE: ClassVar[str] = "kanaf.registry.grievance.answered.v1"

    outcome: Word
    remedy: Word


@dataclass(frozen=True)
class GrievanceWithdrawn(OfGrievance, Event):
    """The family took its grievance back."""

    TYPE: ClassVar[str] = "kanaf.registry.grievance.withdrawn.v1"


@dataclass(frozen=True)
class GrievanceMoved(OfGrievance, Event):
    """Whoever filed it lives elsewhere now: it is answered in `governorate`."""

    TYPE: ClassVar[str] = "kanaf.registry.grievance.moved.v1"


@dataclass(frozen=True)
class GrievanceEscalated(OfGrievance, Event):
    """The answer is overdue: a supervisor gives it now."""

    TYPE: ClassVar[str] = "kanaf.registry.grievance.escalated.v1"

    answer_by: Date
