"""Domain events as the events that alternative care publishes."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events import alternative_care as published
from contracts.events import base
from services.alternative_care.domain import events


def publish(event: events.CaseEvent | events.FamilyEvent) -> Published:
    """The contract event that says what the domain event says."""
    told = _told(event)
    return Published(told.TYPE, base.to_data(told))


@singledispatch
def _told(event: Any) -> base.Event:
    raise TypeError(f"{type(event).__name__} is never published")


@_told.register
def _(event: events.CaseOpened) -> base.Event:
    return published.CaseOpened(event.case_id, event.governorate)


@_told.register
def _(event: events.ChildPlaced) -> base.Event:
    return published.ChildPlaced(
        event.case_id, event.placement_id, event.family_id, event.started_on.isoformat()
    )


@_told.register
def _(event: events.PlacementEnded) -> base.Event:
    return published.PlacementEnded(
        event.case_id,
        event.placement_id,
        event.family_id,
        event.ended_on.isoformat(),
        event.reason_code,
    )


@_told.register
def _(event: events.ReviewDue) -> base.Event:
    return published.ReviewDue(event.case_id, event.placement_id, event.due_on.isoformat())


@_told.register
def _(event: events.FamilyRegistered) -> base.Event:
    return published.FamilyRegistered(event.family_id, event.governorate, event.capacity)


@_told.register
def _(event: events.ContactRecorded) -> base.Event:
    return published.FamilyContactRecorded(
        party=f"alternative_care.family/{event.family_id}",
        name=event.name,
        language=event.contact.language,
        mobile=event.contact.mobile,
        email=event.contact.email,
    )


@_told.register
def _(event: events.PlaceTaken) -> base.Event:
    return published.PlaceTaken(event.family_id, event.placement_id, event.free_places)


@_told.register
def _(event: events.PlaceFreed) -> base.Event:
    return published.PlaceFreed(event.family_id, event.placement_id, event.free_places)
