"""Who acts for the applicant, and who sees what others wrote."""

from __future__ import annotations

from services.licensing.domain.access import (
    LICENSING_STAFF,
    Actor,
    Record,
    must_see,
    owner_marks,
)
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.record import State
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.refusals import NotYours


def must_act(actor: Actor, record: Record) -> None:
    """Raises `NotYours` but for whose application it is, and clerks who serve there."""
    if "clerk" in actor.roles and record.governorate in actor.governorates:
        return
    mine = owner_marks(actor.subject, actor.national_number)
    if "citizen" not in actor.roles or mine.isdisjoint(record.owners):
        raise NotYours()


def must_handle(actor: Actor, application: Application) -> None:
    """Raises `NotYours` but for staff who serve there, and auditors; of a draft for everybody."""
    if application.state is State.DRAFT:
        raise NotYours()
    if "auditor" in actor.roles:
        return
    serves = application.governorate in actor.governorates
    if not serves or actor.roles.isdisjoint(LICENSING_STAFF):
        raise NotYours()


def must_answer(actor: Actor, application: Application) -> None:
    """The same, and the bodies that are asked whether they approve."""
    if not _is_asked(actor, application):
        must_handle(actor, application)


def must_read(actor: Actor, application: Application) -> None:
    """Raises `NotYours` for who has nothing to do with it. A draft is its applicant's own.

    Bodies that are asked read what they are asked about, administrators what is contested and what
    they answered themselves.
    """
    if application.state is State.DRAFT:
        must_act(actor, application)
        return
    if not (_is_asked(actor, application) or _hears(actor, application)):
        must_see(actor, application)


def judged_by(actor: Actor, application: Application, service: ServiceVersion) -> frozenset[str]:
    """The documents by which the actor's body judges what it is asked: of the application's papers
    those that the service says it needs for that. None where it is not asked."""
    if not _is_asked(actor, application):
        return frozenset()
    asking = application.course.asking(actor.partner)
    needed = {code for step in service.steps if step.code in asking for code in step.papers}
    papers = application.content.papers
    return frozenset(each for code in needed for each in papers.get(code, ()))


def must_hear(actor: Actor, application: Application) -> None:
    """Who answers appeals: staff who serve there, and administrators while it is contested, and
    after their own answer."""
    if not _hears(actor, application):
        must_handle(actor, application)


def _hears(actor: Actor, application: Application) -> bool:
    """Without an appeal an administrator reads nobody's case."""
    if "administrator" not in actor.roles or application.governorate not in actor.governorates:
        return False
    if application.state is State.APPEALED:
        return True
    contests = [*application.contests_before, *filter(None, [application.contest])]
    return any(each.answer and each.answer.by == actor.subject for each in contests)


def _is_asked(actor: Actor, application: Application) -> bool:
    return "partner" in actor.roles and actor.partner in application.course.asked
