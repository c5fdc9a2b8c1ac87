"""Emergencies as tests need them."""

from __future__ import annotations

from typing import Any

from chassis.context import Actor
from services.registry.app.application import Registry
from services.registry.app.emergencies.commands import (
    ApproveEmergency,
    CancelEmergency,
    DeclareEmergency,
    PayEmergencyAgain,
)
from services.registry.app.emergencies.queries import ListTargets
from services.registry.domain.emergencies.emergency import Amount, Group, Place
from tests.support.paying import FIRST, work
from tests.support.registry import command_of

SUPERVISOR = Actor("supervisor-1", frozenset({"supervisor"}), "amman-1", frozenset({"JO-AM"}))
OTHER_SUPERVISOR = Actor("supervisor-2", frozenset({"supervisor"}), None, frozenset({"JO-AM"}))
OF_IRBID = Actor("supervisor-3", frozenset({"supervisor"}), "irbid-1", frozenset({"JO-IR"}))
AMMAN = Place("JO-AM")


def declared(registry: Registry, *places: Place, actor: Actor = SUPERVISOR, **changes: Any) -> str:
    """An emergency whose target list is to be written; answers its id."""
    facts: dict[str, Any] = {
        "title": "سيول لواء ماركا",
        "reason_code": "flood",
        "places": places or (AMMAN,),
        "group": Group(),
        "amount": Amount("household", 50_000),
        **changes,
    }
    with command_of(actor):
        view = registry.emergencies.handlers.declare(DeclareEmergency(**facts), actor)
    return str(view["id"])


def targeted(registry: Registry, *places: Place, **changes: Any) -> str:
    """An emergency with its target list; answers its id."""
    emergency_id = declared(registry, *places, **changes)
    work(registry, "emergency.target", emergency_id)
    return emergency_id


def approve(registry: Registry, emergency_id: str, actor: Actor = OTHER_SUPERVISOR) -> str:
    """Approve; answers the id of its payment list."""
    with command_of(actor):
        view = registry.emergencies.handlers.approve(ApproveEmergency(emergency_id), actor)
    return str(view["list_id"])


def topped_up(registry: Registry, *places: Place, **changes: Any) -> tuple[str, str]:
    """An emergency whose file is written; answers its id and that of its payment list."""
    emergency_id = targeted(registry, *places, **changes)
    list_id = approve(registry, emergency_id)
    work(registry, "payment_list.prepare", list_id)
    work(registry, "payment_list.issue", list_id)
    return emergency_id, list_id


def pay_again(registry: Registry, emergency_id: str, actor: Actor = FIRST) -> str:
    """A further payment list of an emergency, prepared; answers its id."""
    with command_of(actor):
        view = registry.emergencies.handlers.pay_again(PayEmergencyAgain(emergency_id), actor)
    list_id = str(view["further_list_ids"][-1])
    work(registry, "payment_list.prepare", list_id)
    return list_id


def cancel(registry: Registry, emergency_id: str, actor: Actor = SUPERVISOR) -> None:
    with command_of(actor):
        registry.emergencies.handlers.cancel(CancelEmergency(emergency_id, "إعلان بالخطأ"), actor)


def shown(registry: Registry, emergency_id: str, actor: Actor = FIRST) -> dict[str, Any]:
    """The emergency as administrators see it, or this actor."""
    return registry.emergencies.queries.emergency(emergency_id, actor)


def targets(
    registry: Registry, emergency_id: str, actor: Actor = SUPERVISOR, limit: int = 100
) -> list[dict[str, Any]]:
    """The whole target list, read page by page."""
    items: list[dict[str, Any]] = []
    after = None
    while True:
        with command_of(actor):
            page = registry.emergencies.queries.targets(
                ListTargets(emergency_id, None, after, limit), actor
            )
        items += page["items"]
        after = page["next"]
        if after is None:
            return items
