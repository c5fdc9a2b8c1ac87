"""The steps before the decision: who takes them, and what they find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.licensing.domain.access import Actor, must_have_role, must_serve
from services.licensing.domain.applications import events
from services.licensing.domain.applications.application import Application, Moment
from services.licensing.domain.applications.asking import must_be_asked_for
from services.licensing.domain.applications.course import Finding, Progress, StepState
from services.licensing.domain.applications.deadline import Deadline
from services.licensing.domain.applications.record import (
    UNDER_WAY,
    Ask,
    Entry,
    Return,
    State,
)
from services.licensing.domain.applications.refusals import (
    NotInThisState,
    OtherBody,
    StepNotOpen,
    StepNotYours,
    StepTaken,
)
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import Step, StepKind
from services.licensing.domain.refusals import ReasonMissing

SUPERVISOR = "supervisor"
PARTNER = "partner"


def take(application: Application, service: ServiceVersion, code: str, actor: Actor) -> None:
    """Take a step on: from now on it is this person's. Raises `StepTaken`, `StepNotYours`."""
    step = _at_hand(application, service, code)
    must_be_able(application, service.step(code), actor)
    if step.assignee == actor.subject:
        return
    if step.assignee is not None:
        raise StepTaken()
    _assign(application, step, actor.subject)


def assign(
    application: Application, service: ServiceVersion, code: str, to: str, actor: Actor
) -> None:
    """A supervisor gives a step to somebody, or takes it from somebody for another."""
    must_have_role(actor, SUPERVISOR)
    must_serve(actor, application.governorate)
    step = _at_hand(application, service, code)
    if to in _apart(application, service.step(code)):
        raise StepNotYours()
    _assign(application, step, to)


def release(application: Application, service: ServiceVersion, code: str, actor: Actor) -> None:
    """Give a step back to the queue; a supervisor does so for others."""
    step = _at_hand(application, service, code)
    if step.assignee != actor.subject:
        must_have_role(actor, SUPERVISOR)
        must_serve(actor, application.governorate)
    _assign(application, step, None)


def find_complete(
    application: Application, service: ServiceVersion, code: str, actor: Actor, moment: Moment
) -> None:
    """Everything is there."""
    _must_take(application, service, code, StepKind.CHECK, actor)
    done(application, service, code, Finding.COMPLETE, actor.subject, moment)


def give_back(
    application: Application,
    service: ServiceVersion,
    code: str,
    asks: Sequence[Ask],
    actor: Actor,
    moment: Moment,
) -> None:
    """Send it back to be completed; from a check, a review or the decision. The clocks stand.

    Raises `AskedNowhere` for what nobody could complete.
    """
    application.must_be(State.IN_PROGRESS)
    step = _at_hand(application, service, code)
    if step.kind not in (StepKind.CHECK, StepKind.REVIEW, StepKind.DECISION):
        raise StepNotOpen()
    must_be_able(application, service.step(code), actor)
    _must_not_be_others(step, actor)
    must_be_asked_for(service, asks)
    deadline = Deadline.start(service.completion, moment.today, moment.office)
    application.returns.append(Return(code, actor.subject, moment.at, tuple(asks), deadline))
    application.stand_still(State.RETURNED, moment)
    application.note(Entry(moment.at, "returned", code, deadline.due_on))
    application.events.append(events.Returned(application.whose, deadline.due_on or moment.today))


def answer_for_body(
    application: Application,
    service: ServiceVersion,
    code: str,
    given: bool,
    note: str | None,
    actor: Actor,
    moment: Moment,
) -> None:
    """Another body approves or refuses: itself, or by a letter that the counter writes down.

    A refusal says why; raises `ReasonMissing`.
    """
    application.must_be(*UNDER_WAY)
    step = application.course.must_be_open(code, StepKind.APPROVAL)
    defined = service.step(code)
    if PARTNER in actor.roles:
        if actor.partner != defined.body:
            raise OtherBody()
    else:
        must_be_able(application, defined, actor)
        _must_not_be_others(step, actor)
    _must_say_why(given, note)
    finding = Finding.GIVEN if given else Finding.REFUSED
    done(application, service, code, finding, actor.subject, moment, note)


def review(
    application: Application,
    service: ServiceVersion,
    code: str,
    recommended: bool,
    note: str | None,
    actor: Actor,
    moment: Moment,
) -> None:
    """Recommend, or advise against and say why; who decides hears it. Raises `ReasonMissing`."""
    _must_take(application, service, code, StepKind.REVIEW, actor)
    _must_say_why(recommended, note)
    finding = Finding.RECOMMENDED if recommended else Finding.ADVISED_AGAINST
    done(application, service, code, finding, actor.subject, moment, note)


def paid(application: Application, service: ServiceVersion, bill_id: str, moment: Moment) -> None:
    """The fee came in. Of an application that has ended meanwhile nothing changes."""
    step = application.course.waiting_for(bill_id)
    if step is not None and application.state in UNDER_WAY:
        done(application, service, step.code, Finding.PAID, None, moment)


def inspected(
    application: Application,
    service: ServiceVersion,
    inspection_id: str,
    passed: bool,
    by: str,
    moment: Moment,
) -> None:
    """An inspection that was planned for one of its steps is over."""
    step = application.course.waiting_for(inspection_id)
    if step is not None and application.state in UNDER_WAY:
        finding = Finding.PASSED if passed else Finding.FAILED
        done(application, service, step.code, finding, by, moment)


def reopen(
    application: Application, service: ServiceVersion, code: str, actor: Actor, moment: Moment
) -> None:
    """Have a step that said no done once more, after the applicant has put it right."""
    application.must_be(State.IN_PROGRESS)
    must_have_role(actor, SUPERVISOR, "clerk")
    must_serve(actor, application.governorate)
    step = application.course.step(code)
    if step.progress is not Progress.DONE or step.finding not in (Finding.REFUSED, Finding.FAILED):
        raise StepNotOpen()
    application.course = application.course.reopened({code}, service, moment.today, moment.office)
    application.note(Entry(moment.at, "reopened", code))
    application.events.append(events.StepReopened(application.whose, code))
    application.go_on(service, moment)


def refer(application: Application, code: str, reference: str, patience_hours: int = 0) -> None:
    """Which bill or inspection belongs to a step, and how long after its last day it is still heard
    of what was paid in time."""
    step = replace(
        application.course.step(code), reference=reference, patience_hours=patience_hours
    )
    application.course = application.course.with_step(step)


def must_be_able(application: Application, step: Step, actor: Actor) -> None:
    """Raises unless the actor's role takes such a step there, and nothing keeps it from them."""
    must_have_role(actor, *step.roles)
    must_serve(actor, application.governorate)
    elsewhere = step.at_centre and application.filing.centre not in (None, actor.centre)
    if elsewhere or actor.subject in _apart(application, step):
        raise StepNotYours()


def done(
    application: Application,
    service: ServiceVersion,
    code: str,
    finding: Finding,
    by: str | None,
    moment: Moment,
    note: str | None = None,
) -> None:
    """The step is over with this finding; what waited for it opens."""
    step = application.course.step(code)
    late = step.deadline is not None and step.deadline.missed_on is not None
    closed = replace(step, progress=Progress.DONE, finding=finding, by=by, at=moment.at, note=note)
    application.course = application.course.with_step(closed)
    application.note(Entry(moment.at, finding.value, code))
    application.events.append(
        events.StepDone(application.whose, code, step.kind.value, finding.value, late)
    )
    if application.state is State.IN_PROGRESS:
        application.go_on(service, moment)


def _must_take(
    application: Application, service: ServiceVersion, code: str, kind: StepKind, actor: Actor
) -> None:
    application.must_be(State.IN_PROGRESS)
    step = application.course.must_be_open(code, kind)
    must_be_able(application, service.step(code), actor)
    _must_not_be_others(step, actor)


def _must_say_why(good: bool, note: str | None) -> None:
    if not good and note is None:
        raise ReasonMissing(pointer="/note")


def _must_not_be_others(step: StepState, actor: Actor) -> None:
    if step.assignee not in (None, actor.subject):
        raise StepTaken()


def _at_hand(application: Application, service: ServiceVersion, code: str) -> StepState:
    if application.state not in UNDER_WAY:
        raise NotInThisState(state=application.state.value)
    step = application.course.step(code)
    if not step.is_at_counter:
        raise StepNotOpen()
    return step


def _apart(application: Application, step: Step) -> frozenset[str]:
    """Who does not take this step: who filed or handed it in decides none of it, nor does who was
    overturned decide once more."""
    apart = application.course.takers(step.apart_from)
    if step.kind is not StepKind.DECISION:
        return apart
    return apart | application.filers | application.overturned


def _assign(application: Application, step: StepState, to: str | None) -> None:
    application.course = application.course.with_step(replace(step, assignee=to))
    application.events.append(events.StepTaken(application.whose, step.code))
