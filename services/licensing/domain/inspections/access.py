"""Who may do and see what in inspections.

Inspectors work and supervisors decide within their governorates; auditors read. The holder sees
what has taken place at their own: never a visit that is to surprise them.
"""

from __future__ import annotations

from services.licensing.domain.access import (
    LICENSING_STAFF,
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
    if "citizen" not in actor.roles or not is_owner(actor, record):
        raise NotYours()


def is_owner(actor: Actor, record: Record) -> bool:
    """Whether the place is the actor's own."""
    return not owner_marks(actor.subject, actor.national_number).isdisjoint(record.owners)


def sees_all(actor: Actor, governorate: str) -> bool:
    """Whether the actor is shown more than the holder: auditors, and staff of the governorate."""
    if AUDITOR in actor.roles:
        return True
    return not actor.roles.isdisjoint(LICENSING_STAFF) and governorate in actor.governorates
