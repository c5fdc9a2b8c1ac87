"""Who may do and see what in inspections.

Inspectors work and supervisors decide within their governorates; auditors read. The holder sees
what has taken place at their own: never a visit that is to surprise them.
"""

from __future__ import annotations

from services.licensing.domain.access import (
    Actor,
    Record,
    must_have_role,
    must_serve,
    owner_marks,
)
from services.licensing.domain.refusals import NotYours

INSPECTOR = "inspector"
SUPERVISOR = "supervisor"
AUDITOR = "auditor"
STAFF = frozenset({INSPECTOR, SUPERVISOR})


def must_supervise(actor: Actor, governorate: str) -> None:
    """A supervisor of the governorate; raises `RoleMayNot`, `NotYours`."""
    must_have_role(actor, SUPERVISOR)
    must_serve(actor, governorate)


def must_inspect(actor: Actor, governorate: str) -> None:
    """An inspector of the governorate; raises `RoleMayNot`, `NotYours`."""
    must_have_role(actor, INSPECTOR)
    must_serve(actor, governorate)


def must_oversee(actor: Actor, governorate: str) -> None:
    """An inspector or a supervisor of the governorate; raises `RoleMayNot`, `NotYours`."""
    must_have_role(actor, *STAFF)
    must_serve(actor, governorate)


def must_hold(actor: Actor, record: Record) -> None:
    """One of those whose place it is; raises `NotYours`."""
    if not holds(actor, record):
        raise NotYours()


def holds(actor: Actor, record: Record) -> bool:
    """Whether the place is the actor's own."""
    mine = owner_marks(actor.subject, actor.national_number)
    return "citizen" in actor.roles and not mine.isdisjoint(record.owners)


def sees_all(actor: Actor, governorate: str) -> bool:
    """Whether the actor is shown more than the holder: auditors, and who works on it there."""
    if AUDITOR in actor.roles:
        return True
    return not actor.roles.isdisjoint(STAFF) and governorate in actor.governorates


def must_look(actor: Actor, record: Record) -> None:
    """Raises `NotYours` unless the actor works on it, audits, or holds what it is about."""
    if not holds(actor, record) and not sees_all(actor, record.governorate):
        raise NotYours()


def must_plan(actor: Actor, governorate: str) -> None:
    """Supervisors of the governorate and auditors; raises `RoleMayNot`, `NotYours`."""
    if AUDITOR not in actor.roles:
        must_supervise(actor, governorate)
