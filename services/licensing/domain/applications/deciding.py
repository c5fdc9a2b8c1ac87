"""Decided in time, late or by silence; contested; and what the calendar brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from services.licensing.domain.access import Actor, must_have_role, must_serve
from services.licensing.domain.applications import events
from services.licensing.domain.applications.application import Application, Moment
from services.licensing.domain.applications.course import Progress
from services.licensing.domain.applications.deadline import Deadline
from services.licensing.domain.applications.handling import must_be_able
from services.licensing.domain.applications.record import (
    UNDER_WAY,
    Answer,
    Contest,
    Decision,
    Entry,
    State,
    Text,
)
from services.licensing.domain.applications.refusals import (
    NoAppeal,
    NotReady,
    ReasonUnknown,
    StepNotYours,
    StepTaken,
)
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import Silence, StepKind

BY_SILENCE = "system:silence"
SILENCE = "silence"


def must_be_approvable(application: Application, service: ServiceVersion, actor: Actor) -> None:
    """Raises `NotReady` with what is not done or said no, and for who may not decide."""
    application.must_be(State.IN_PROGRESS)
    _must_decide(application, service, actor)
    if hindrances := application.course.hindrances():
        raise NotReady(hindrances)


def approve(
    application: Application,
    service: ServiceVersion,
    result_id: str | None,
    number: str | None,
    by: str,
    moment: Moment,
    *,
    silent: bool = False,
    licence_changed: bool = True,
) -> None:
    """It is granted; `result_id` and `number` are of what was issued or changed.
    `licence_changed`: the licence tells of that itself.

    The guards are `must_be_approvable`, `must_be_silent` or those of an appeal: what is issued is
    made between them and this.
    """
    late = _is_late(application)
    application.decision = Decision(
        True, by, moment.at, moment.today, silent=silent, result_id=result_id, number=number
    )
    _close(application, service, State.APPROVED, by, moment)
    application.note(Entry(moment.at, "approved_by_silence" if silent else "approved"))
    application.events.append(
        events.Approved(application.whose, result_id, silent, late, licence_changed)
    )


def reject(
    application: Application,
    service: ServiceVersion,
    reason_code: str,
    text: Text,
    actor: Actor,
    moment: Moment,
) -> None:
    """It is not granted, for a reason of the service's list; at any time before it is decided."""
    application.must_be(*UNDER_WAY)
    _must_decide(application, service, actor)
    if reason_code not in service.reasons:
        raise ReasonUnknown(pointer="/reason_code")
    decision = Decision(False, actor.subject, moment.at, moment.today, reason_code, text)
    _reject(application, service, decision, moment)


def must_be_silent(application: Application, service: ServiceVersion, today: date) -> bool:
    """Whether nobody has decided in time and the law says that this decides."""
    over = application.deadline is not None and application.deadline.is_over(today)
    return over and application.state is State.IN_PROGRESS and service.silence != Silence.NOTHING


def be_late(application: Application, moment: Moment) -> None:
    """Nobody decided in time, and that decides nothing."""
    application.note(Entry(moment.at, "late"))


def reject_by_silence(application: Application, service: ServiceVersion, moment: Moment) -> None:
    """Nobody decided in time, and the law says that this is a no."""
    words = service.reasons[SILENCE]
    decision = Decision(
        False, BY_SILENCE, moment.at, moment.today, SILENCE, Text(words.ar, words.en), silent=True
    )
    _reject(application, service, decision, moment)


def appeal(
    application: Application, service: ServiceVersion, text: str, actor: Actor, moment: Moment
) -> None:
    """The applicant contests the rejection, once and in time. Raises `NoAppeal`.

    What was rejected anew after an appeal that was won is another decision.
    """
    application.must_be(State.REJECTED)
    latest = appeal_by(application, service)
    rejected = application.decision
    if service.appeal is None or latest is None or rejected is None or application.is_final:
        raise NoAppeal()
    if moment.today > latest:
        raise NoAppeal(latest=latest.isoformat())
    deadline = Deadline.start(service.appeal.term, moment.today, moment.office)
    if application.contest is not None:
        application.contests_before.append(application.contest)
    application.contest = Contest(actor.subject, moment.at, text, deadline, rejected)
    application.state = State.APPEALED
    application.note(Entry(moment.at, "appealed", until=deadline.due_on))
    application.events.append(events.Appealed(application.whose, deadline.due_on or moment.today))


def must_answer(application: Application, service: ServiceVersion, actor: Actor) -> Contest:
    """The appeal at hand. Raises for who decided, or filed it, or has no such role."""
    application.must_be(State.APPEALED)
    if service.appeal is None or application.contest is None or application.decision is None:
        raise NoAppeal()
    must_have_role(actor, *service.appeal.roles)
    must_serve(actor, application.governorate)
    filed = application.filers | {application.contest.by, application.decision.by}
    if actor.subject in filed:
        raise StepNotYours()
    return application.contest


def answer_appeal(
    application: Application,
    service: ServiceVersion,
    contest: Contest,
    answer: Answer,
    moment: Moment,
) -> bool:
    """The appeal is answered. Answers whether the approval follows with it: where the applicant was
    right, and nothing but the decision was wanting. Otherwise the course goes on: an appeal does
    not stand for a fee, a visit or the word of another body."""
    application.contest = replace(contest, answer=answer)
    application.state = State.REJECTED
    application.note(Entry(moment.at, "overturned" if answer.overturned else "upheld"))
    goes_on = answer.overturned and bool(application.course.hindrances())
    application.events.append(events.AppealAnswered(application.whose, answer.overturned, goes_on))
    if goes_on:
        application.take_up(service, moment)
    return answer.overturned and not goes_on


def appeal_by(application: Application, service: ServiceVersion) -> date | None:
    """The last day of an appeal, if the decision can be contested."""
    decision = application.decision
    if service.appeal is None or decision is None or decision.approved:
        return None
    return decision.on + timedelta(days=service.appeal.within_days)


def _must_decide(application: Application, service: ServiceVersion, actor: Actor) -> None:
    step = service.steps[-1]
    must_be_able(application, step, actor)
    if application.course.step(step.code).assignee not in (None, actor.subject):
        raise StepTaken()


def _reject(
    application: Application, service: ServiceVersion, decision: Decision, moment: Moment
) -> None:
    late = _is_late(application)
    application.decision = decision
    _close(application, service, State.REJECTED, decision.by, moment)
    until = appeal_by(application, service)
    application.note(Entry(moment.at, "rejected", until=until))
    application.events.append(
        events.Rejected(application.whose, decision.reason_code or "", decision.silent, late, until)
    )


def _close(
    application: Application, service: ServiceVersion, state: State, by: str, moment: Moment
) -> None:
    step = application.course.step(service.steps[-1].code)
    if step.kind is StepKind.DECISION and not step.is_over:
        done = replace(step, progress=Progress.DONE, by=by, at=moment.at)
        application.course = application.course.with_step(done)
    application.end(state, moment)


def _is_late(application: Application) -> bool:
    return application.deadline is not None and application.deadline.missed_on is not None
