"""Who may do what with emergencies: supervisors for their governorates, administrators for all."""

from __future__ import annotations

from collections.abc import Collection

from services.registry.domain.access import Actor
from services.registry.domain.emergencies.refusals import EmergencyNotYours

_ADMINISTRATOR, _SUPERVISOR, _AUDITOR = "administrator", "supervisor", "auditor"


def may_decide(actor: Actor, governorates: Collection[str]) -> None:
    """Raise unless the actor may declare, approve and cancel for all of these."""
    if _ADMINISTRATOR in actor.roles:
        return
    if _SUPERVISOR not in actor.roles or not set(governorates) <= actor.governorates:
        raise EmergencyNotYours()


def may_read(actor: Actor, governorates: Collection[str]) -> None:
    """Raise unless the actor may see an emergency of these governorates."""
    if {_ADMINISTRATOR, _AUDITOR} & actor.roles:
        return
    if _SUPERVISOR not in actor.roles or not set(governorates) & actor.governorates:
        raise EmergencyNotYours()


def places_to_read(actor: Actor) -> frozenset[str] | None:
    """The governorates whose households the actor sees on target lists; `None` means all."""
    if {_ADMINISTRATOR, _AUDITOR} & actor.roles:
        return None
    if _SUPERVISOR not in actor.roles:
        raise EmergencyNotYours()
    return actor.governorates


def may_know_protected(actor: Actor) -> bool:
    """Whether households under protection are shown on target lists."""
    return _ADMINISTRATOR in actor.roles
