"""Facts about emergencies as the events that the contracts know."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events.base import Event, to_data
from contracts.events.registry import emergencies as contract
from services.registry.domain.emergencies import events


def publish(event: events.Event) -> Published:
    """The contract event that tells of this fact."""
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


@singledispatch
def _tell(event: Any) -> Event:
    raise TypeError(f"the registry has no contract event for {type(event).__name__}")


@_tell.register
def _(event: events.Declared) -> Event:
    return contract.EmergencyDeclared(event.emergency_id, event.reason_code, event.governorates)


@_tell.register
def _(event: events.Targeted) -> Event:
    return contract.EmergencyTargeted(
        event.emergency_id, event.households, event.persons, event.total_fils
    )


@_tell.register
def _(event: events.Approved) -> Event:
    return contract.EmergencyApproved(event.emergency_id, event.list_id)


@_tell.register
def _(event: events.PaidAgain) -> Event:
    return contract.EmergencyPaidAgain(event.emergency_id, event.list_id)


@_tell.register
def _(event: events.Cancelled) -> Event:
    return contract.EmergencyCancelled(event.emergency_id)
