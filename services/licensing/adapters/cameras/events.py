"""What happens in the camera room, as the events that licensing publishes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import cameras as published
from services.licensing.domain.cameras import events

_TOLD: dict[type, type[base.Event]] = {
    events.CameraChecked: published.CameraChecked,
    events.CameraStateChanged: published.CameraStateChanged,
    events.ConsentGiven: published.CameraConsentGiven,
    events.ConsentEnded: published.CameraConsentEnded,
    events.ViewingOpened: published.CameraViewingOpened,
    events.ViewingRefused: published.CameraViewingRefused,
    events.ViewingFlagged: published.CameraViewingFlagged,
    events.ViewingEnded: published.CameraViewingEnded,
    events.ViewingForgotten: published.CameraViewingForgotten,
    events.IncidentFlagged: published.CameraIncidentFlagged,
    events.IncidentConfirmed: published.CameraIncidentConfirmed,
    events.IncidentDismissed: published.CameraIncidentDismissed,
    events.IncidentEscalated: published.CameraIncidentEscalated,
    events.IncidentLinked: published.CameraIncidentLinked,
}
"""Those that are told field by field as they happened."""


def publish(event: Any) -> Published:
    """The contract event that says what the domain event says."""
    told = _told(event)
    return Published(told.TYPE, base.to_data(told))


def _told(event: Any) -> base.Event:
    if isinstance(event, events.CameraRegistered):
        place = base.Place(event.place.governorate, event.place.district)
        return published.CameraRegistered(event.camera_id, event.licence_id, event.area, place)
    return _TOLD[type(event)](**asdict(event))
