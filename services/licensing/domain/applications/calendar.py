"""What the calendar brings: warnings, deadlines that are missed, drafts that are left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.licensing.domain.applications import deciding, delegation, events
from services.licensing.domain.applications.application import Application, Moment
from services.licensing.domain.applications.clocks import APPEAL, WHOLE
from services.licensing.domain.applications.course import StepState
from services.licensing.domain.applications.deadline import Deadline
from services.licensing.domain.applications.record import (
    ESCALATED,
    WARNED,
    Entry,
    Notice,
    State,
)
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import Silence, StepKind

APPLICANT, OFFICE = "applicant", "office"
"""Whose turn it is while a deadline runs."""
COMPLETION, DRAFT = "completion", "draft"
_OF_NO_STEP = (WHOLE, COMPLETION, APPEAL)


@dataclass(frozen=True)
class Due:
    """Something that happens at the beginning of a day, or so many hours after it: its name within
    the application."""

    name: str
    on: date
    hours: int = 0


def dues(application: Application) -> list[Due]:
    """Everything the calendar will do to it."""
    until = application.authorised_until
    if until is None or application.delegation_over:
        return _of_course(application)
    return [Due("authorisation", until + timedelta(days=1)), *_of_course(application)]


def _of_course(application: Application) -> list[Due]:
    if application.state is State.DRAFT:
        until, ahead = application.draft_until, application.draft_reminded_days
        gone = Due(DRAFT, until + timedelta(days=1))
        if ahead is None:
            return [gone]
        return [Due(f"{DRAFT}!{ahead}", until - timedelta(days=ahead)), gone]
    if application.state is State.RETURNED:
        return _of("completion", application.returns[-1].deadline)
    if application.state is State.APPEALED and application.contest is not None:
        return _of("appeal", application.contest.deadline)
    if application.state is not State.IN_PROGRESS:
        return []
    found = [] if application.deadline is None else _of("whole", application.deadline)
    for step in application.course.open:
        if step.deadline is not None:
            found += _of(f"step.{step.code}", step.deadline, step.patience_hours)
    return found


def fall_due(application: Application, service: ServiceVersion, name: str, moment: Moment) -> None:
    """Let one of them happen; what is not due any more changes nothing."""
    what, _, warning = name.partition("!")
    ahead = int(warning) if warning else None
    if what == DRAFT:
        _draft(application, ahead, moment)
    elif what == "authorisation":
        delegation.end(application, moment)
    elif what == "completion":
        _completion(application, ahead, moment)
    elif what == "appeal":
        _appeal(application, ahead, moment)
    elif what == "whole":
        _whole(application, service, ahead, moment)
    else:
        _step(application, what.removeprefix("step."), ahead, moment)


def _of(name: str, deadline: Deadline, hours: int = 0) -> list[Due]:
    if deadline.due_on is None or deadline.missed_on is not None:
        return []
    warnings = [Due(f"{name}!{ahead}", day) for ahead, day in deadline.warnings]
    return [*warnings, Due(name, deadline.due_on + timedelta(days=1), hours)]


def _draft(application: Application, ahead: int | None, moment: Moment) -> None:
    if application.state is not State.DRAFT:
        return
    if ahead is None or moment.today > application.draft_until:
        _abandon(application, moment)
    else:
        _remind_of_draft(application, moment)


def _remind_of_draft(application: Application, moment: Moment) -> None:
    """Once, before it goes. How they are reached is told now, and not while they may still hand
    it in or leave it; of a draft that is over they hear when it goes."""
    days, application.draft_reminded_days = application.draft_reminded_days, None
    if days is None:
        return
    until = application.draft_until
    application.notices.append(Notice(moment.at, WARNED, DRAFT, until, days))
    near = events.DeadlineNear(application.whose, DRAFT, until, days, APPLICANT)
    application.events += [*application.contacts, near]


def _abandon(application: Application, moment: Moment) -> None:
    """The applicant did not go on in time."""
    if application.state is State.DRAFT and application.draft_reminded_days is not None:
        # The reminder did not come in time: they are told at least that it is gone.
        application.events += application.contacts
    application.end(State.ABANDONED, moment)
    application.note(Entry(moment.at, "abandoned"))
    application.events.append(events.Abandoned(application.whose))


def _completion(application: Application, ahead: int | None, moment: Moment) -> None:
    if application.state is not State.RETURNED:
        return
    last = application.returns[-1]
    if ahead is not None:
        application.returns[-1] = replace(last, deadline=last.deadline.warned(ahead))
        _warn(application, COMPLETION, last.deadline, ahead, moment, APPLICANT)
    elif last.deadline.is_over(moment.today):
        _abandon(application, moment)


def _appeal(application: Application, ahead: int | None, moment: Moment) -> None:
    contest = application.contest
    if application.state is not State.APPEALED or contest is None:
        return
    deadline = contest.deadline
    if ahead is not None:
        application.contest = replace(contest, deadline=deadline.warned(ahead))
        _warn(application, APPEAL, deadline, ahead, moment)
    elif deadline.is_over(moment.today):
        application.contest = replace(contest, deadline=deadline.missed(moment.today))
        _escalate(application, APPEAL, deadline, moment)


def _whole(
    application: Application, service: ServiceVersion, ahead: int | None, moment: Moment
) -> None:
    deadline = application.deadline
    if application.state is not State.IN_PROGRESS or deadline is None:
        return
    if ahead is not None:
        application.deadline = deadline.warned(ahead)
        _warn(application, WHOLE, deadline, ahead, moment)
        return
    if not deadline.is_over(moment.today):
        return
    application.deadline = deadline.missed(moment.today)
    _escalate(application, WHOLE, deadline, moment)
    if service.silence is Silence.NOTHING:
        deciding.be_late(application, moment)
    if service.silence is Silence.REJECTION:
        deciding.reject_by_silence(application, service, moment)


def _step(application: Application, code: str, ahead: int | None, moment: Moment) -> None:
    step = application.course.step(code)
    if application.state is not State.IN_PROGRESS or not step.is_open or step.deadline is None:
        return
    deadline = step.deadline
    if ahead is not None:
        _with(application, step, deadline.warned(ahead))
        turn = APPLICANT if step.kind is StepKind.PAYMENT else OFFICE
        _warn(application, code, deadline, ahead, moment, turn)
        if step.patience_hours and deadline.is_over(moment.today):
            # Nobody is warned any more, and yet it is not over: it is not to be due for ever.
            application.events.append(events.Recounted(application.whose))
    elif deadline.is_over(moment.today) and step.kind is StepKind.PAYMENT:
        _abandon(application, moment)
    elif deadline.is_over(moment.today):
        _with(application, replace(step, escalated_on=moment.today), deadline.missed(moment.today))
        _escalate(application, code, deadline, moment)


def _with(application: Application, step: StepState, deadline: Deadline) -> None:
    application.course = application.course.with_step(replace(step, deadline=deadline))


def _warn(
    application: Application,
    clock: str,
    deadline: Deadline,
    ahead: int,
    moment: Moment,
    turn: str = OFFICE,
) -> None:
    """Nobody is warned after a downtime of what is over."""
    due_on = deadline.due_on
    if due_on is None or due_on < moment.today:
        return
    if any(each == ahead for each, _ in deadline.warnings):
        application.notices.append(Notice(moment.at, WARNED, clock, due_on, ahead))
        near = events.DeadlineNear(application.whose, _step_of(clock), due_on, ahead, turn)
        application.events.append(near)


def _escalate(application: Application, clock: str, deadline: Deadline, moment: Moment) -> None:
    if deadline.due_on is not None:
        application.notices.append(Notice(moment.at, ESCALATED, clock, deadline.due_on))
        late = events.Escalated(application.whose, _step_of(clock), deadline.due_on)
        application.events.append(late)


def _step_of(clock: str) -> str | None:
    return None if clock in _OF_NO_STEP else clock
