"""How the clocks of an application stand for who oversees the office, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.course import StepState
from services.licensing.domain.applications.deadline import Deadline, Office
from services.licensing.domain.applications.record import State
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import Silence, Term

WHOLE, APPEAL = "whole", "appeal"
"""Beside the steps of a service: the time for all of it, and the answer to an appeal."""


_HOURS_OF_DAY = 24


class Pace(StrEnum):
    """`due`: today is its last day, or there is no more time than its last warning leaves.
    `late`: its last day has passed. `open`: neither, or its clock stands."""

    OPEN = "open"
    DUE = "due"
    LATE = "late"


class Outcome(StrEnum):
    """How an application that was handed in came to its end."""

    APPROVED = "approved"
    REJECTED = "rejected"
    SILENT_APPROVAL = "silent_approval"
    SILENT_REJECTION = "silent_rejection"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"


DECIDED = frozenset(Outcome) - {Outcome.WITHDRAWN, Outcome.ABANDONED}
OF_SILENCE = {
    Silence.APPROVAL: Outcome.SILENT_APPROVAL,
    Silence.REJECTION: Outcome.SILENT_REJECTION,
}


@dataclass(frozen=True)
class Clock:
    """Of one step, of the whole or of the appeal. `due_on`: none while it stands, or has none."""

    code: str
    due_on: date | None
    missed: bool

    @classmethod
    def of(cls, code: str, deadline: Deadline | None) -> Clock:
        if deadline is None:
            return cls(code, None, missed=False)
        return cls(code, deadline.due_on, deadline.missed_on is not None)

    def pace(self, term: Term | None, today: date, office: Office) -> Pace:
        """How it stands today; also when no timer has fired yet to say so."""
        if self.missed or (self.due_on is not None and self.due_on < today):
            return Pace.LATE
        last_warning = 0 if term is None else min(term.warn, default=0)
        return Pace.DUE if self._leaves(last_warning, term, today, office) else Pace.OPEN

    def warned(self, term: Term | None, today: date, office: Office) -> bool:
        """Whether there is no more time than its first warning leaves."""
        first_warning = 0 if term is None else max(term.warn, default=0)
        return self.missed or self._leaves(first_warning, term, today, office)

    def _leaves(self, days: int, term: Term | None, today: date, office: Office) -> bool:
        """Whether it runs, and leaves no more days than these."""
        if self.due_on is None:
            return False
        if term is not None and term.working:
            return office.working_days_between(today, self.due_on) <= days
        return (self.due_on - today).days <= days


def clocks_of(application: Application) -> list[Clock]:
    """Of the steps at hand and the whole; while it is contested, of the appeal."""
    if application.state is State.APPEALED and application.contest is not None:
        return [Clock.of(APPEAL, application.contest.deadline)]
    whole = Clock.of(WHOLE, application.deadline)
    if application.state is State.RETURNED:
        return [whole]
    if application.state is State.IN_PROGRESS:
        return [whole, *(_of_step(each) for each in application.course.open)]
    return []


def _of_step(step: StepState) -> Clock:
    """What is heard of a while longer is late when that is over, too."""
    clock = Clock.of(step.code, step.deadline)
    if clock.due_on is None:
        return clock
    days = -(-step.patience_hours // _HOURS_OF_DAY)
    return replace(clock, due_on=clock.due_on + timedelta(days=days))


def term_of(service: ServiceVersion, code: str) -> Term | None:
    """How long what has this clock may take. Raises `LookupError` for a step it does not have."""
    if code == WHOLE:
        return service.term
    if code == APPEAL:
        return None if service.appeal is None else service.appeal.term
    return service.step(code).term


def outcome_of(application: Application) -> Outcome | None:
    """How it ended, if it was handed in and has ended."""
    decision = application.decision
    if application.submitted_at is None:
        return None
    if application.state in (State.WITHDRAWN, State.ABANDONED):
        return Outcome(application.state.value)
    if decision is None or application.state not in (State.APPROVED, State.REJECTED):
        return None
    if decision.silent:
        return Outcome.SILENT_APPROVAL if decision.approved else Outcome.SILENT_REJECTION
    return Outcome.APPROVED if decision.approved else Outcome.REJECTED
