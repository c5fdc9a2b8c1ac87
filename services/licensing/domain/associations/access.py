"""Who may see and do what with associations, decided on the record itself."""

from __future__ import annotations

from services.licensing.domain.access import (
    LICENSING_STAFF,
    Actor,
    must_have_role,
    must_serve,
    owner_marks,
)
from services.licensing.domain.associations.association import Association
from services.licensing.domain.refusals import NotYours

SEES_ALL = frozenset({"auditor", "administrator"})


def acts_for(actor: Actor, association: Association) -> bool:
    """Whether the actor is one of its representatives."""
    mine = owner_marks(actor.subject, actor.national_number)
    return "citizen" in actor.roles and not mine.isdisjoint(association.owners)


def sees(actor: Actor, association: Association) -> bool:
    """Auditors and administrators see all, staff their governorates, representatives their own."""
    if not actor.roles.isdisjoint(SEES_ALL) or acts_for(actor, association):
        return True
    serves = association.governorate in actor.governorates
    return serves and not actor.roles.isdisjoint(LICENSING_STAFF)


def may_see(actor: Actor, association: Association) -> None:
    """Raises `NotYours`."""
    if not sees(actor, association):
        raise NotYours()


def may_supervise(actor: Actor, association: Association) -> None:
    """Supervisors decide, within their governorates. Raises `RoleMayNot`, `NotYours`."""
    must_have_role(actor, "supervisor")
    must_serve(actor, association.governorate)


def may_keep_contact(actor: Actor, association: Association) -> None:
    """Who acts for it says who is written to; so do clerks and supervisors there."""
    if acts_for(actor, association):
        return
    must_have_role(actor, "clerk", "supervisor")
    must_serve(actor, association.governorate)


def may_record(actor: Actor) -> None:
    """Administrators bring in what was registered before there was this system."""
    must_have_role(actor, "administrator")


def may_keep_members(actor: Actor, union: Association) -> None:
    """A union's officers keep its dues and members; so do clerks and supervisors there."""
    may_keep_contact(actor, union)
