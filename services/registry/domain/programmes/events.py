"""What happens to programmes, places and enrolments, as the registry's own facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.programmes.words import Text


@dataclass(frozen=True)
class ProgrammeMade:
    programme_id: str
    pillar: str
    kind: str
    governorates: tuple[str, ...]
    quota: int | None


@dataclass(frozen=True)
class ProgrammeChanged:
    """`fields` names the terms that changed."""

    programme_id: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class ProgrammeOpened:
    programme_id: str
    closes_on: date | None


@dataclass(frozen=True)
class ProgrammeClosed:
    programme_id: str


ProgrammeEvent = ProgrammeMade | ProgrammeChanged | ProgrammeOpened | ProgrammeClosed


@dataclass(frozen=True)
class PlacesChanged:
    programme_id: str
    quota: int


@dataclass(frozen=True)
class PlaceTaken:
    programme_id: str
    enrolment_id: str
    free: int


@dataclass(frozen=True)
class PlaceFreed:
    programme_id: str
    enrolment_id: str
    free: int


@dataclass(frozen=True)
class PlaceWaitedFor:
    """Somebody joined the line for a place, or left it; `waiting` people stand in it now."""

    programme_id: str
    enrolment_id: str
    waiting: int


PlacesEvent = PlacesChanged | PlaceTaken | PlaceFreed | PlaceWaitedFor


@dataclass(frozen=True)
class Whose:
    """Which enrolment, of whom, in what: part of everything that is told of one.

    `person_id` is whose own it is, when it is not the household's.
    """

    enrolment_id: str
    programme_id: str
    household_id: str
    contact_id: str
    governorate: str
    programme: Text
    person_id: str | None = None


@dataclass(frozen=True)
class Applied:
    whose: Whose


@dataclass(frozen=True)
class Prepared:
    """Something was added to an application, or to what is known of its household: `what` is
    cross_check, visit, assessment or facts."""

    whose: Whose
    what: str


@dataclass(frozen=True)
class Approved:
    whose: Whose


@dataclass(frozen=True)
class Rejected:
    whose: Whose
    reason_code: str


@dataclass(frozen=True)
class Waitlisted:
    whose: Whose
    position: int


@dataclass(frozen=True)
class Started:
    whose: Whose
    started_on: date
    review_on: date | None


@dataclass(frozen=True)
class AmountChanged:
    whose: Whose
    effective_on: date


@dataclass(frozen=True)
class Suspended:
    whose: Whose
    until: date
    reason_code: str


@dataclass(frozen=True)
class Resumed:
    whose: Whose


@dataclass(frozen=True)
class ReviewAnnounced:
    whose: Whose
    review_on: date


@dataclass(frozen=True)
class ReviewDue:
    whose: Whose
    review_on: date


@dataclass(frozen=True)
class Reviewed:
    whose: Whose
    next_review_on: date | None


@dataclass(frozen=True)
class Ended:
    """`outcome` is exited, graduated or withdrawn."""

    whose: Whose
    outcome: str
    reason_code: str
    ended_on: date


@dataclass(frozen=True)
class Reopened:
    """The decision fell: the application is decided again."""

    whose: Whose


@dataclass(frozen=True)
class PersonReplaced:
    """The enrolled person is known by this record now: theirs was merged, or parted again."""

    whose: Whose
    person_id: str


@dataclass(frozen=True)
class Moved:
    """Whoever is enrolled lives elsewhere now, or has another head: `whose` says where and who."""

    whose: Whose


@dataclass(frozen=True)
class Restored:
    """An enrolment that ended for being one person's second stands again, in this status."""

    whose: Whose
    status: str


EnrolmentEvent = (
    Applied
    | Prepared
    | Approved
    | Rejected
    | Waitlisted
    | Started
    | AmountChanged
    | Suspended
    | Resumed
    | ReviewAnnounced
    | ReviewDue
    | Reviewed
    | Ended
    | Reopened
    | PersonReplaced
    | Moved
    | Restored
)


@dataclass(frozen=True)
class GrievanceFiled:
    grievance_id: str
    whose: Whose
    about: str
    answer_by: date


@dataclass(frozen=True)
class GrievanceTaken:
    grievance_id: str
    whose: Whose


@dataclass(frozen=True)
class GrievanceAnswered:
    grievance_id: str
    whose: Whose
    outcome: str
    remedy: str


@dataclass(frozen=True)
class GrievanceWithdrawn:
    grievance_id: str
    whose: Whose


@dataclass(frozen=True)
class GrievanceEscalated:
    grievance_id: str
    whose: Whose
    answer_by: date


@dataclass(frozen=True)
class GrievanceMoved:
    """Whoever filed it lives elsewhere now: it is answered there."""

    grievance_id: str
    whose: Whose


GrievanceEvent = (
    GrievanceFiled
    | GrievanceTaken
    | GrievanceAnswered
    | GrievanceWithdrawn
    | GrievanceEscalated
    | GrievanceMoved
)


@dataclass(frozen=True)
class HolidaysRecorded:
    """The holidays of a year are known anew."""

    year: int
    days: tuple[date, ...]
