"""Who may do and see what in licensing: guards on the record itself, by name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from services.licensing.domain.refusals import NotYours, RoleMayNot

LICENSING_STAFF = frozenset({"clerk", "inspector", "supervisor"})


class Actor(Protocol):
    """On whose behalf something is done."""

    @property
    def subject(self) -> str: ...
    @property
    def roles(self) -> frozenset[str]: ...
    @property
    def centre(self) -> str | None: ...
    @property
    def partner(self) -> str | None: ...
    @property
    def governorates(self) -> frozenset[str]: ...
    @property
    def national_number(self) -> str | None: ...


class Record(Protocol):
    """What a record must tell so that access to it can be decided."""

    @property
    def governorate(self) -> str: ...
    @property
    def owners(self) -> frozenset[str]: ...


def owner_marks(subject: str | None, national_number: str | None) -> frozenset[str]:
    """How a person is written among a record's owners: by login, by national number, or both."""
    marks = set()
    if subject:
        marks.add(f"subject:{subject}")
    if national_number:
        marks.add(f"national:{national_number}")
    return frozenset(marks)


def must_have_role(actor: Actor, *roles: str) -> None:
    """Raises `RoleMayNot` unless the actor has one of the roles."""
    if actor.roles.isdisjoint(roles):
        raise RoleMayNot(roles=sorted(roles))


def must_serve(actor: Actor, governorate: str) -> None:
    """Staff act within their own governorates; raises `NotYours`."""
    if governorate not in actor.governorates:
        raise NotYours()


def must_see(actor: Actor, record: Record, staff: Collection[str] = LICENSING_STAFF) -> None:
    """Raises `NotYours` unless the record is within the actor's need to know.

    Auditors see all; staff of these roles their governorates; citizens what they submitted or what
    bears their national number. Everybody else sees nothing.
    """
    roles = actor.roles
    if "auditor" in roles:
        return
    if not roles.isdisjoint(staff) and record.governorate in actor.governorates:
        return
    if "citizen" in roles:
        mine = owner_marks(actor.subject, actor.national_number)
        if not mine.isdisjoint(record.owners):
            return
    raise NotYours()
