"""A grievance (اعتراض): a family objects to a decision, and another person answers in time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.registry.domain.programmes.events import (
    GrievanceAnswered,
    GrievanceEscalated,
    GrievanceEvent,
    GrievanceFiled,
    GrievanceMoved,
    GrievanceTaken,
    GrievanceWithdrawn,
    Whose,
)
from services.registry.domain.programmes.facts import Revision
from services.registry.domain.programmes.refusals import (
    DeciderHandles,
    GrievanceClosed,
    GrievanceEscalatedAbove,
    GrievanceTooLate,
    NothingToContest,
)
from services.registry.domain.programmes.words import Reason, Status


class Grieved(StrEnum):
    """Where a grievance stands."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class Remedy(StrEnum):
    """What was done because a family was right."""

    REOPENED = "reopened"
    RESUMED = "resumed"
    REINSTATED = "reinstated"
    WAITLISTED = "waitlisted"
    REVIEWED = "reviewed"
    REVIEW_LATER = "review_later"
    NEWER_STANDS = "newer_stands"
    OVER_ALREADY = "over_already"


@dataclass(frozen=True)
class Contested:
    """The step that the family objects to: what, by whom, when, and why it was taken.

    `prepared_by` is everybody else on whose word or decision it rests. `revision` is there when it
    is about the amount; `number` is its place in the course, as far as that was kept.
    """

    step: Status
    by: str
    on: date
    reason: Reason | None
    prepared_by: frozenset[str]
    revision: Revision | None = None
    number: int | None = None

    @property
    def deciders(self) -> frozenset[str]:
        """Who neither answers it nor does again what was contested."""
        return self.prepared_by | {self.by}


@dataclass(frozen=True)
class Filing:
    """What the family says. `by_family`: from home, not at a counter."""

    text: str
    filed_by: str
    filed_on: date
    by_family: bool


@dataclass(frozen=True)
class Reply:
    """What the family was answered; `remedy` is what was done when it was right."""

    text: str
    by: str
    on: date
    remedy: str | None


@dataclass
class Grievance:
    """The aggregate. Answered by the end of `answer_by`, or passed on to supervisors and
    the ministry."""

    id: str
    whose: Whose
    contested: Contested
    filing: Filing
    answer_by: date
    status: Grieved = Grieved.OPEN
    handler: str | None = None
    escalated_on: date | None = None
    reply: Reply | None = None
    version: int = 0
    events: list[GrievanceEvent] = field(default_factory=list)

    @classmethod
    def file(
        cls,
        grievance_id: str,
        whose: Whose,
        contested: Contested,
        filing: Filing,
        latest: date | None,
        answer_by: date,
    ) -> Grievance:
        """File one until `latest`. Raises `NothingToContest`, `GrievanceTooLate`."""
        if latest is None:
            raise NothingToContest(status=contested.step.value)
        if filing.filed_on > latest:
            raise GrievanceTooLate(latest=latest.isoformat())
        grievance = cls(grievance_id, whose, contested, filing, answer_by)
        grievance.events.append(
            GrievanceFiled(grievance_id, whose, contested.step.value, answer_by)
        )
        return grievance

    @property
    def governorate(self) -> str:
        return self.whose.governorate

    @property
    def household_id(self) -> str:
        return self.whose.household_id

    @property
    def person_id(self) -> str | None:
        return self.whose.person_id

    def follow(self, whose: Whose) -> None:
        """The enrolment is of these now, there: until it is answered, so is this."""
        if self.status is Grieved.OPEN and whose != self.whose:
            self.whose = whose
            self.events.append(GrievanceMoved(self.id, whose))

    def take(self, handler: str, answers_overdue: bool) -> None:
        """Somebody takes it on. Raises `DeciderHandles`, `GrievanceEscalatedAbove`."""
        self._must_be_open()
        self._must_be_handled_by(handler, answers_overdue)
        if self.handler != handler:
            self.handler = handler
            self.events.append(GrievanceTaken(self.id, self.whose))

    def must_be_answerable(self, by: str, answers_overdue: bool) -> None:
        """Raise `GrievanceClosed`, `DeciderHandles`, `GrievanceEscalatedAbove`."""
        self._must_be_open()
        self._must_be_handled_by(by, answers_overdue)

    def uphold(self, text: str, by: str, remedy: Remedy, today: date) -> None:
        """The family was right: `remedy` is what was done about it."""
        self._answer(Grieved.UPHELD, Reply(text, by, today, remedy.value))

    def dismiss(self, text: str, by: str, today: date) -> None:
        """The decision was right."""
        self._answer(Grieved.DISMISSED, Reply(text, by, today, None))

    def withdraw(self) -> None:
        """The family takes it back."""
        self._must_be_open()
        self.status = Grieved.WITHDRAWN
        self.events.append(GrievanceWithdrawn(self.id, self.whose))

    def escalate(self, today: date) -> None:
        """The answer is overdue: from now on it is a supervisor's or an administrator's;
        once."""
        late = self.status is Grieved.OPEN and today > self.answer_by
        if late and self.escalated_on is None:
            self.escalated_on, self.handler = today, None
            self.events.append(GrievanceEscalated(self.id, self.whose, self.answer_by))

    def _answer(self, outcome: Grieved, reply: Reply) -> None:
        self._must_be_open()
        self.status, self.handler, self.reply = outcome, reply.by, reply
        self.events.append(
            GrievanceAnswered(self.id, self.whose, outcome.value, reply.remedy or "none")
        )

    def _must_be_open(self) -> None:
        if self.status is not Grieved.OPEN:
            raise GrievanceClosed(status=self.status.value)

    def _must_be_handled_by(self, subject: str, answers_overdue: bool) -> None:
        if subject in self.contested.deciders | {self.filing.filed_by}:
            raise DeciderHandles()
        if self.escalated_on is not None and not answers_overdue:
            raise GrievanceEscalatedAbove()
