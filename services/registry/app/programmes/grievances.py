"""Handlers of grievances: filed, taken on, answered with what follows, escalated, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.registry.app.ports import NewId, View
from services.registry.app.programmes.explanation import Explain
from services.registry.app.programmes.ports import (
    Calendar,
    Enrolments,
    Grievances,
    Programmes,
    Rules,
    Together,
)
from services.registry.app.programmes.reach import Reach
from services.registry.app.programmes.seats import Seats
from services.registry.domain.access import Actor
from services.registry.domain.programmes.access import may_prepare
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.grievance import (
    REVIEWED,
    Contested,
    Filing,
    Grievance,
)
from services.registry.domain.programmes.refusals import NothingToContest

WorkingDaysAfter = Callable[[date, int], date]


@dataclass(frozen=True)
class FileGrievance:
    """Object to a decision about an enrolment: to this step of its course, or to the last."""

    enrolment_id: str
    text: str
    step: int | None = None


@dataclass(frozen=True)
class AnswerGrievance:
    """Answer the family; `outcome` is `upheld` (it was right) or `dismissed`."""

    grievance_id: str
    outcome: str
    answer: str


@dataclass(frozen=True)
class GrievanceDesk:
    """Leads grievances to their answer. Answers are views of the grievance."""

    grievances: Grievances
    enrolments: Enrolments
    programmes: Programmes
    seats: Seats
    reach: Reach
    explain: Explain
    together: Together
    rules: Rules
    calendar: Calendar
    working_days_after: WorkingDaysAfter
    new_id: NewId

    def file(self, command: FileGrievance, actor: Actor) -> View:
        """File one, by the family or for it at a counter."""
        enrolment = self.enrolments.load(command.enrolment_id)
        self.reach.must_be_theirs(actor, enrolment)
        by_family = self.reach.is_theirs(actor, enrolment)
        today = self.calendar.today()
        contested = _contested(enrolment, command.step or len(enrolment.course))
        grievance = Grievance.file(
            self.new_id(),
            enrolment.whose,
            contested,
            Filing(command.text, actor.subject, today, by_family),
            self.explain.grievance_until(contested.step, contested.on),
            self.working_days_after(today, self.rules(today).grievances.answer_working_days),
        )
        return self.grievances.add(grievance)

    def take(self, grievance_id: str, actor: Actor) -> View:
        """Take one on; who decided cannot."""
        grievance = self.grievances.get(grievance_id, self.reach.admit(may_prepare, actor))
        grievance.take(actor.subject, "supervisor" in actor.roles)
        return self.grievances.save(grievance)

    def answer(self, command: AnswerGrievance, actor: Actor) -> View:
        """Answer one; when the family was right, the decision is undone in the same moment."""
        today = self.calendar.today()
        with self.together():
            grievance = self.grievances.get(
                command.grievance_id, self.reach.admit(may_prepare, actor)
            )
            upheld = command.outcome == "upheld"
            is_supervisor = "supervisor" in actor.roles
            grievance.answer(upheld, command.answer, actor.subject, is_supervisor, today)
            if upheld:
                self._undo(grievance, actor, today)
            return self.grievances.save(grievance)

    def withdraw(self, grievance_id: str, actor: Actor) -> View:
        """The family takes it back."""
        grievance = self.grievances.get(
            grievance_id, lambda it: self.reach.must_be_theirs(actor, it)
        )
        grievance.withdraw()
        return self.grievances.save(grievance)

    def escalate(self, grievance_id: str) -> None:
        """The answer is overdue."""
        grievance = self.grievances.get(grievance_id)
        grievance.escalate(self.calendar.today())
        self.grievances.save(grievance)

    def _undo(self, grievance: Grievance, actor: Actor, today: date) -> None:
        enrolment = self.enrolments.get_companion(grievance.whose.enrolment_id)
        remedy = grievance.contested.remedy
        if not _can_be_undone(enrolment, grievance.contested):
            return  # what was objected to no longer stands
        if remedy == "reopened":
            enrolment.reopen(actor.subject, today)
        elif remedy == "resumed":
            enrolment.resume(actor.subject, today)
        elif remedy == REVIEWED:
            enrolment.review_at_once(today)
        else:
            enrolment.reinstate()
            terms = self.programmes.load(enrolment.programme.id).terms
            self.seats.seat(enrolment, terms, actor.subject)
        self.enrolments.save(enrolment)


def _contested(enrolment: Enrolment, number: int) -> Contested:
    """The step with this number, and everybody who does not judge it. Raises
    `NothingToContest` when there is none."""
    if number > len(enrolment.course):
        raise NothingToContest(status=enrolment.status.value)
    step = enrolment.course[number - 1]
    involved = enrolment.prepared_by | enrolment.decisions.involved(number)
    return Contested(step.status, step.by, step.on, step.reason, involved, step.revision, number)


def _can_be_undone(enrolment: Enrolment, contested: Contested) -> bool:
    if contested.remedy == REVIEWED:
        return enrolment.holds_place
    if contested.number is None:  # filed before the number was kept
        return enrolment.status is contested.step
    return enrolment.decisions.stands(contested.number)
