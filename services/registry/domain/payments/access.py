"""Who may do what with payments: administrators pay, auditors read, staff see their own places."""

from __future__ import annotations

from services.registry.domain.access import STAFF, Actor
from services.registry.domain.payments.refusals import PaymentsNotYours

_ADMINISTRATOR, _AUDITOR = "administrator", "auditor"


def may_pay(actor: Actor) -> None:
    """Raise unless the actor prepares, approves and settles payments."""
    if _ADMINISTRATOR not in actor.roles:
        raise PaymentsNotYours()


def may_read_lists(actor: Actor) -> None:
    """Raise unless the actor may see lists."""
    if not {_ADMINISTRATOR, _AUDITOR} & actor.roles:
        raise PaymentsNotYours()


def may_take_out(actor: Actor) -> None:
    """Raise unless the actor may have a list's file: it names everybody who is paid, those under
    protection as well."""
    if not may_know_protected(actor):
        raise PaymentsNotYours()


def places_to_read(actor: Actor) -> frozenset[str] | None:
    """The governorates whose payments the actor may see; `None` means all."""
    if {_ADMINISTRATOR, _AUDITOR} & actor.roles:
        return None
    if not STAFF & actor.roles:
        raise PaymentsNotYours()
    return actor.governorates


def may_know_protected(actor: Actor) -> bool:
    """Whether rows of households under protection are shown: only to those who pay them."""
    return _ADMINISTRATOR in actor.roles
