"""Who may do what with programmes and enrolments.

Programmes are the ministry's: administrators make and change them, supervisors those of their own
governorates. Applications are taken by staff of the household's governorate or by the household
itself, prepared by caseworkers, decided by supervisors. Auditors read.

Where everybody of a governorate may be a decider, the ministry answers: a grievance that is overdue
and a review that is owed after one are an administrator's as well.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from services.registry.domain.access import STAFF, Actor
from services.registry.domain.programmes.refusals import (
    EnrolmentNotYours,
    ProgrammeNotYours,
    QuotaNotYours,
)

_ADMINISTRATOR, _SUPERVISOR, _AUDITOR, _SYSTEM = "administrator", "supervisor", "auditor", "system"
_CASE_STAFF = frozenset({"caseworker", _SUPERVISOR})


class Placed(Protocol):
    """What belongs to a governorate."""

    @property
    def governorate(self) -> str: ...


class Grieved(Placed, Protocol):
    """A grievance, overdue from a day on."""

    @property
    def escalated_on(self) -> date | None: ...


class Reviewed(Placed, Protocol):
    """An enrolment; `review_not_by` is there while a review is owed after a grievance."""

    @property
    def review_not_by(self) -> tuple[str, ...] | None: ...


def may_govern(actor: Actor, governorates: Collection[str]) -> None:
    """Raise unless the actor may make or change a programme of these governorates (none: all)."""
    if _ADMINISTRATOR in actor.roles:
        return
    own = bool(governorates) and set(governorates) <= actor.governorates
    if not (_SUPERVISOR in actor.roles and own):
        raise ProgrammeNotYours()


def may_resize(actor: Actor) -> None:
    """Raise `QuotaNotYours` unless the actor may change how many places there are: by trying
    quotas, who governs a programme and may not count would learn how many hold a place unseen."""
    if _ADMINISTRATOR not in actor.roles:
        raise QuotaNotYours()


def may_take_application(actor: Actor, governorate: str) -> None:
    """Raise unless the actor is staff where the household lives."""
    _must(actor, STAFF, governorate)


def may_prepare(actor: Actor, record: Placed) -> None:
    """Raise unless the actor is a caseworker or supervisor of the governorate."""
    _must(actor, _CASE_STAFF, record.governorate)


def may_decide(actor: Actor, record: Placed) -> None:
    """Raise unless the actor is a supervisor of the governorate."""
    _must(actor, frozenset({_SUPERVISOR}), record.governorate)


def may_reassess(actor: Actor, enrolment: Reviewed) -> None:
    """Raise unless the actor is a supervisor of the governorate, or an approved recomputation; or
    an administrator, where a review is owed."""
    owed = enrolment.review_not_by is not None and _ADMINISTRATOR in actor.roles
    if not (owed or _SYSTEM in actor.roles):
        may_decide(actor, enrolment)


def may_answer(actor: Actor, grievance: Grieved) -> None:
    """Raise unless the actor is a caseworker or supervisor of the governorate; or an administrator,
    once it is overdue."""
    if grievance.escalated_on is None or _ADMINISTRATOR not in actor.roles:
        may_prepare(actor, grievance)


def decides(actor: Actor) -> bool:
    """Whether the actor is one of those on whose word a benefit begins or goes on."""
    return bool({_SUPERVISOR, _ADMINISTRATOR} & actor.roles)


def answers_overdue(actor: Actor) -> bool:
    """Whether the actor is one of those who answer what is overdue."""
    return decides(actor)


def is_administrator(actor: Actor) -> bool:
    """Whether the actor answers for the ministry."""
    return _ADMINISTRATOR in actor.roles


def lists_what_is_overdue(actor: Actor) -> bool:
    """Whether that is all that lists show: to who neither serves a governorate nor audits."""
    return is_administrator(actor) and not (STAFF | {_AUDITOR}) & actor.roles


def lists_everybody(actor: Actor, governorates: Collection[str]) -> bool:
    """Whether the actor's lists show all who are enrolled in a programme of these (none: all).

    Who may not know the protected could read their number off any total beside such a list.
    """
    if _AUDITOR in actor.roles:
        return True
    return bool(governorates and STAFF & actor.roles) and set(governorates) <= actor.governorates


def may_count(actor: Actor, governorates: Collection[str]) -> bool:
    """Whether the actor may know how many, with the protected, are in such a programme."""
    return _ADMINISTRATOR in actor.roles or not lists_everybody(actor, governorates)


def may_see(actor: Actor, governorate: str) -> None:
    """Raise unless the actor is staff of the governorate or an auditor."""
    if _AUDITOR not in actor.roles:
        _must(actor, STAFF, governorate)


def _must(actor: Actor, roles: frozenset[str], governorate: str) -> None:
    if not (roles & actor.roles and governorate in actor.governorates):
        raise EnrolmentNotYours()
