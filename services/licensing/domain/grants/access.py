"""Who may do what with grants: staff where they serve, administrators for the whole ministry."""

from __future__ import annotations

from collections.abc import Collection

from services.licensing.domain.access import Actor, must_have_role
from services.licensing.domain.grants.refusals import NotForYou

ADMINISTRATOR, AUDITOR, REVIEWER = "administrator", "auditor", "reviewer"
MANAGERS = ("supervisor", ADMINISTRATOR)
STAFF = ("clerk", "caseworker", "supervisor", ADMINISTRATOR)


def must_manage(actor: Actor, governorates: Collection[str]) -> None:
    """Supervisors manage what lies within their governorates alone; what is for the whole country
    (no governorates) administrators. Raises `RoleMayNot`, `NotForYou`."""
    must_have_role(actor, *MANAGERS)
    if ADMINISTRATOR in actor.roles:
        return
    if not governorates or not set(governorates) <= actor.governorates:
        raise NotForYou()


def must_follow(actor: Actor, governorates: Collection[str]) -> None:
    """Who may read what is inside of a call: auditors, administrators, and supervisors who serve
    one of its governorates (or any, where it is for the whole country)."""
    must_have_role(actor, *MANAGERS, AUDITOR)
    everywhere = not actor.roles.isdisjoint({ADMINISTRATOR, AUDITOR})
    if not everywhere and governorates and actor.governorates.isdisjoint(governorates):
        raise NotForYou()


def must_work_on(actor: Actor, governorate: str, *roles: str) -> None:
    """Raises unless the actor has one of the roles and serves the society's governorate."""
    must_have_role(actor, *(roles or STAFF))
    if not _serves(actor, governorate):
        raise NotForYou()


def sees_as_staff(actor: Actor, governorate: str) -> bool:
    """Auditors and administrators see all; staff their governorates."""
    if AUDITOR in actor.roles:
        return True
    return not actor.roles.isdisjoint(STAFF) and _serves(actor, governorate)


def _serves(actor: Actor, governorate: str) -> bool:
    return ADMINISTRATOR in actor.roles or governorate in actor.governorates
