"""What the registry tells about enrolments: identifiers and plain facts, no amounts, nobody's name.

Protected: that a family receives aid is its own matter, so a ministry gets these only when its
agreement names them. `contact_id` is the person who is told of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Count, Date, Event, GovernorateCode, Id, Line, Word


@dataclass(frozen=True)
class OfEnrolment:
    """What every event of an enrolment says: whose it is, and in which programme."""

    AGGREGATE: ClassVar[str] = "enrolment"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    enrolment_id: Id
    programme_id: Id
    household_id: Id
    contact_id: Id
    governorate: GovernorateCode
    programme_ar: Line
    programme_en: Line


@dataclass(frozen=True)
class EnrolmentApplied(OfEnrolment, Event):
    """A household applied for a programme."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.applied.v1"


@dataclass(frozen=True)
class EnrolmentPrepared(OfEnrolment, Event):
    """Something was added to an application, or to what runs.

    `what` is cross_check, visit, assessment, facts (more is known of the household since it was
    assessed, and the rules are to be applied again), or grievance: one was upheld, and a review is
    owed or a suspension fell while it waits for a place.
    """

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.prepared.v1"

    what: Word


@dataclass(frozen=True)
class EnrolmentApproved(OfEnrolment, Event):
    """An application was approved; `started` or `waitlisted` follows."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.approved.v1"


@dataclass(frozen=True)
class EnrolmentRejected(OfEnrolment, Event):
    """An application was rejected."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.rejected.v1"

    reason_code: Word


@dataclass(frozen=True)
class EnrolmentWaitlisted(OfEnrolment, Event):
    """Every place is taken: the household waits at this position."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.waitlisted.v1"

    position: Count


@dataclass(frozen=True)
class EnrolmentStarted(OfEnrolment, Event):
    """The benefit, service or place began; it is reviewed on `review_on`."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.started.v1"

    started_on: Date
    review_on: Date | None


@dataclass(frozen=True)
class EnrolmentAmountChanged(OfEnrolment, Event):
    """The benefit has another amount from this day on."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.amount_changed.v1"

    effective_on: Date


@dataclass(frozen=True)
class EnrolmentSuspended(OfEnrolment, Event):
    """The benefit stops for a while, until this day at the latest."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.suspended.v1"

    until: Date
    reason_code: Word


@dataclass(frozen=True)
class EnrolmentResumed(OfEnrolment, Event):
    """The benefit goes on."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.resumed.v1"


@dataclass(frozen=True)
class EnrolmentReviewAnnounced(OfEnrolment, Event):
    """The benefit will be reviewed on this day."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.review_announced.v1"

    review_on: Date


@dataclass(frozen=True)
class EnrolmentReviewDue(OfEnrolment, Event):
    """The review is due."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.review_due.v1"

    review_on: Date


@dataclass(frozen=True)
class EnrolmentReviewed(OfEnrolment, Event):
    """The review is done; the next one is on this day."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.reviewed.v1"

    next_review_on: Date | None


@dataclass(frozen=True)
class EnrolmentEnded(OfEnrolment, Event):
    """The enrolment ended: `outcome` is exited, graduated or withdrawn."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.ended.v1"

    outcome: Word
    reason_code: Word
    ended_on: Date


@dataclass(frozen=True)
class EnrolmentReopened(OfEnrolment, Event):
    """The decision fell: the application is decided again."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.reopened.v1"


@dataclass(frozen=True)
class EnrolmentPersonReplaced(OfEnrolment, Event):
    """The enrolled person is known by another record now: theirs was merged, or parted again."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.person_replaced.v1"

    person_id: Id


@dataclass(frozen=True)
class EnrolmentMoved(OfEnrolment, Event):
    """The household moved or has another head, or the person lives in another household:
    `household_id`, `contact_id` and `governorate` are those of now."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.moved.v1"


@dataclass(frozen=True)
class EnrolmentRestored(OfEnrolment, Event):
    """One that a merge had ended, as its person's second or by a death, stands again in `status`:
    the merge was undone. Where the place is gone, `waitlisted` follows; who was suspended before
    they waited is `suspended` again when they get one."""

    TYPE: ClassVar[str] = "kanaf.registry.enrolment.restored.v1"

    status: Word
