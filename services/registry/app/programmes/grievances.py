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
    Rules,
    Together,
)
from services.registry.app.programmes.reach import Reach
from services.registry.app.programmes.redress import Redress
from services.registry.domain.access import Actor
from services.registry.domain.programmes.access import answers_overdue, may_answer
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.grievance import Contested, Filing, Grievance

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
    redress: Redress
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
        number = command.step or len(enrolment.course)
        contested, step = _contested(enrolment, number), enrolment.step_at(number)
        grievance = Grievance.file(
            self.new_id(),
            enrolment.whose,
            contested,
            Filing(command.text, actor.subject, today, by_family),
            self.explain.grievance_until(step.status, step.known_from),
            self.working_days_after(today, self.rules(today).grievances.answer_working_days),
        )
        return self.grievances.add(grievance)

    def take(self, grievance_id: str, actor: Actor) -> View:
        """Take one on; who decided cannot."""
        grievance = self.grievances.get(grievance_id, self.reach.admit(may_answer, actor))
        grievance.take(actor.subject, answers_overdue(actor))
        return self.grievances.save(grievance)

    def answer(self, command: AnswerGrievance, actor: Actor) -> View:
        """Answer one; when the family was right, what stands of the step is undone with it."""
        today, text, by = self.calendar.today(), command.answer, actor.subject
        with self.together():
            grievance = self.grievances.get(
                command.grievance_id, self.reach.admit(may_answer, actor)
            )
            grievance.must_be_answerable(by, answers_overdue(actor))
            if command.outcome == "upheld":
                grievance.uphold(text, by, self.redress.undo(grievance, actor), today)
            else:
                grievance.dismiss(text, by, today)
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


def _contested(enrolment: Enrolment, number: int) -> Contested:
    """The step with this number, and everybody who does not judge it. Raises
    `NothingToContest` when there is none."""
    step, deciders = enrolment.step_at(number), enrolment.deciders_of(number)
    return Contested(step.status, step.by, step.on, step.reason, deciders, step.revision, number)
