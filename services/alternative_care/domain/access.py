"""Who may do and see what in alternative care: guards on the record itself, by name.

A child's case is a protected record. It is open to its caseworker and to supervisors of its
governorate. Auditors learn that it exists, where, whose it is and whether the child is placed,
and nothing about the child. To everybody else it is closed.
"""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from services.alternative_care.domain.refusals import NotYours, RoleMayNot

CARE_STAFF = frozenset({"caseworker", "supervisor"})


class Actor(Protocol):
    """On whose behalf something is done."""

    @property
    def subject(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def centre(self) -> str | None: ...
    @property
    def governorates(self) -> frozenset[str]: ...


class ProtectedCase(Protocol):
    """What a case must tell so that access to it can be decided."""

    @property
    def governorate(self) -> str: ...
    @property
    def caseworker(self) -> str: ...


class Sight(Enum):
    """How much of a case the actor sees."""

    WHOLE = "whole"
    METADATA = "metadata"


def must_have_role(actor: Actor, *roles: str) -> None:
    """Raises `RoleMayNot` unless the actor has one of the roles."""
    if actor.roles.isdisjoint(roles):
        raise RoleMayNot(roles=sorted(roles))


def must_serve(actor: Actor, governorate: str) -> None:
    """Staff act within their own governorates; raises `NotYours`."""
    if governorate not in actor.governorates:
        raise NotYours()


def works_on(actor: Actor, case: ProtectedCase) -> bool:
    """Whether the actor is the case's caseworker or a supervisor of its governorate."""
    if "supervisor" in actor.roles and case.governorate in actor.governorates:
        return True
    return "caseworker" in actor.roles and case.caseworker == actor.subject


def must_work_on(actor: Actor, case: ProtectedCase) -> None:
    """Raises `NotYours` unless the actor works on the case."""
    if not works_on(actor, case):
        raise NotYours()


def sight_of(actor: Actor, case: ProtectedCase) -> Sight:
    """How much of the case the actor sees; raises `NotYours` when that is nothing."""
    if works_on(actor, case):
        return Sight.WHOLE
    if "auditor" in actor.roles:
        return Sight.METADATA
    raise NotYours()


def must_see_family(actor: Actor, governorate: str) -> None:
    """Raises `NotYours` unless the actor is an auditor or staff of the family's governorate."""
    if not actor.roles.isdisjoint(CARE_STAFF) and governorate in actor.governorates:
        return
    if "auditor" not in actor.roles:
        raise NotYours()
