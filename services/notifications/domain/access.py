"""Who may do what."""

from __future__ import annotations

from typing import Protocol

from services.notifications.domain.message import Message
from services.notifications.domain.refusals import Forbidden, MessageNotFound

EVERYWHERE = frozenset({"auditor", "operator"})
"""Roles that see the state of every message: none of them sees its text or address."""


class Actor(Protocol):
    """Who asks."""

    @property
    def subject(self) -> str: ...

    @property
    def roles(self) -> frozenset[str]: ...

    @property
    def governorates(self) -> frozenset[str]: ...

    @property
    def partner(self) -> str | None: ...


def governorates_of_messages(actor: Actor) -> frozenset[str] | None:
    """The governorates whose messages the actor may list; `None` means all of them.

    Raises `Forbidden` for who may list none.
    """
    if actor.roles & EVERYWHERE:
        return None
    if "supervisor" in actor.roles:
        return actor.governorates
    raise Forbidden()


def may_see_message(actor: Actor, message: Message) -> None:
    """Raises `MessageNotFound` for a message of another governorate: its existence tells."""
    allowed = governorates_of_messages(actor)
    if allowed is not None and message.notice.governorate not in allowed:
        raise MessageNotFound(id=message.id)


def may_read_audit_log(actor: Actor) -> None:
    """Who saw what is for auditors alone."""
    if "auditor" not in actor.roles:
        raise Forbidden()


def may_record_agreements(actor: Actor) -> None:
    """Administrators make agreements; nobody else does."""
    if "administrator" not in actor.roles:
        raise Forbidden()


def may_see_agreement(actor: Actor, partner: str) -> None:
    """Administrators and auditors see every agreement, a partner its own."""
    if actor.roles & {"administrator", "auditor"}:
        return
    if "partner" in actor.roles and actor.partner == partner:
        return
    raise Forbidden()


def may_list_agreements(actor: Actor) -> None:
    """Administrators and auditors list agreements."""
    if not actor.roles & {"administrator", "auditor"}:
        raise Forbidden()
