"""What licensing tells of applications: by identifier and plain facts, never by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from contracts.envelope import PERSONAL
from contracts.events.base import Count, Date, Event, Id, LanguageCode, Line, Place, Word


@dataclass(frozen=True)
class OfApplication:
    """Which application, for what service (and which variant of it), where.

    The place is missing in what was raised from an older version that did not say it.
    `delegate_id`: the application once more, where a delegate who can be reached acts in it.
    """

    AGGREGATE: ClassVar[str] = "application"

    application_id: Id
    service: Word
    variant: Word | None
    place: Place | None
    delegate_id: Id | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class ApplicationContactRecorded(Event):
    """How an applicant is reached was recorded: `party` is `licensing.application/<id>`; or how
    their delegate is: then it is `licensing.delegate/<id>` of the application, or who took over
    the licence by it: then it is `licensing.holder/<id>`."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.contact_recorded.v1"
    AGGREGATE: ClassVar[str] = "application"
    CLASSIFICATION: ClassVar[str] = PERSONAL

    party: Line
    name: Line
    language: LanguageCode
    mobile: Line | None
    email: Line | None


@dataclass(frozen=True)
class ApplicationDrafted(OfApplication, Event):
    """An application was begun; nobody has to do anything yet."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.drafted.v1"


@dataclass(frozen=True)
class ApplicationFilled(OfApplication, Event):
    """The applicant wrote in it what is not told here."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.filled.v1"


@dataclass(frozen=True)
class ApplicationSubmitted(OfApplication, Event):
    """It was handed in."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.submitted.v2"


@dataclass(frozen=True)
class ApplicationStepTaken(OfApplication, Event):
    """Somebody took a step on, or gave it back."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.step_taken.v1"

    step: Word


@dataclass(frozen=True)
class ApplicationStepDone(OfApplication, Event):
    """A step is over. `kind` and `finding` say what and how; `late`: after its day."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.step_done.v1"

    step: Word
    kind: Word
    finding: Word
    late: bool


@dataclass(frozen=True)
class ApplicationStepReopened(OfApplication, Event):
    """A step that said no is done once more."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.step_reopened.v1"

    step: Word


@dataclass(frozen=True)
class ApplicationReturned(OfApplication, Event):
    """It went back to be completed until that day."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.returned.v1"

    complete_by: Date


@dataclass(frozen=True)
class ApplicationResumed(OfApplication, Event):
    """It was completed."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.resumed.v1"


@dataclass(frozen=True)
class ApplicationDeadlineNear(OfApplication, Event):
    """So many days are left for a step (without one, for the whole, a completion or an appeal;
    `draft`: to hand in what was begun, before it goes).

    `waits_for`: whose turn it is, the `applicant`'s (to pay, to complete) or the `office`'s.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.application.deadline_near.v1"

    step: Word | None
    due_on: Date
    days: Count
    waits_for: Word = "office"


@dataclass(frozen=True)
class ApplicationEscalated(OfApplication, Event):
    """A day has passed by which a step (without one, the whole) was to be done."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.escalated.v1"

    step: Word | None
    due_on: Date


@dataclass(frozen=True)
class ApplicationApproved(OfApplication, Event):
    """It was granted. `result_id`: what was issued or changed; `silent`: by the law alone.

    `licence_changed`: a licence was issued or says something new, and tells who applied of that
    itself. Where it was passed on it tells others.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.application.approved.v2"

    result_id: Id | None
    silent: bool
    late: bool
    licence_changed: bool = True


@dataclass(frozen=True)
class ApplicationWithdrawn(OfApplication, Event):
    """The applicant took it back."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.withdrawn.v1"


@dataclass(frozen=True)
class ApplicationAbandoned(OfApplication, Event):
    """It ended because the applicant did not go on in time."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.abandoned.v1"


@dataclass(frozen=True)
class ApplicationAppealed(OfApplication, Event):
    """The applicant contests the rejection."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.appealed.v1"

    answer_by: Date


@dataclass(frozen=True)
class ApplicationAppealAnswered(OfApplication, Event):
    """The appeal was answered; `overturned`: the applicant was right. `goes_on`: it is not granted
    with that, its course goes on where it stood."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.appeal_answered.v1"

    overturned: bool
    goes_on: bool = False


@dataclass(frozen=True)
class ApplicationCommented(OfApplication, Event):
    """Somebody wrote a remark."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.commented.v1"

    internal: bool


@dataclass(frozen=True)
class ApplicationRecounted(OfApplication, Event):
    """The days on which something is due changed: holidays did, or a warning has lost its use."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.recounted.v1"


@dataclass(frozen=True)
class ApplicationDelegationEnded(OfApplication, Event):
    """The authorisation of who acts for the applicant is over: they are a stranger to it now."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.delegation_ended.v1"


@dataclass(frozen=True)
class ApplicationRejected(Event):
    """It was rejected for a reason of the service's list; `appeal_by`: until when to contest it."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.rejected.v1"
    AGGREGATE: ClassVar[str] = "application"

    application_id: Id
    reason_code: Word
    service: Word | None = None
    variant: Word | None = None
    place: Place | None = None
    silent: bool = False
    late: bool = False
    appeal_by: Date | None = None
    delegate_id: Id | None = None
