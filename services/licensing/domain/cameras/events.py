"""What happens in the camera room. Adapters translate these into the published contracts."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.domain.places import Place


@dataclass(frozen=True)
class CameraRegistered:
    camera_id: str
    licence_id: str
    area: str
    place: Place


@dataclass(frozen=True)
class CameraChecked:
    camera_id: str
    outcome: str


@dataclass(frozen=True)
class CameraStateChanged:
    """`state` is what it is now."""

    camera_id: str
    licence_id: str
    state: str


CameraEvent = CameraRegistered | CameraChecked | CameraStateChanged


@dataclass(frozen=True)
class ConsentGiven:
    licence_id: str
    party: str


@dataclass(frozen=True)
class ConsentEnded:
    licence_id: str
    party: str
    outcome: str


ConsentEvent = ConsentGiven | ConsentEnded


@dataclass(frozen=True)
class ViewingOpened:
    viewing_id: str
    camera_id: str
    licence_id: str
    purpose: str


@dataclass(frozen=True)
class ViewingRefused:
    viewing_id: str
    camera_id: str
    licence_id: str
    why: str


@dataclass(frozen=True)
class ViewingFlagged:
    viewing_id: str
    camera_id: str
    licence_id: str
    governorate: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ViewingEnded:
    viewing_id: str
    camera_id: str
    licence_id: str
    outcome: str


@dataclass(frozen=True)
class ViewingForgotten:
    viewing_id: str


ViewingEvent = ViewingOpened | ViewingRefused | ViewingFlagged | ViewingEnded | ViewingForgotten


@dataclass(frozen=True)
class IncidentFlagged:
    incident_id: str
    camera_id: str
    licence_id: str
    governorate: str
    urgency: str
    inspection_id: str | None


@dataclass(frozen=True)
class IncidentConfirmed:
    incident_id: str
    licence_id: str
    governorate: str
    kind: str
    inspection_id: str | None


@dataclass(frozen=True)
class IncidentDismissed:
    incident_id: str
    licence_id: str


@dataclass(frozen=True)
class IncidentEscalated:
    incident_id: str
    licence_id: str
    governorate: str
    urgency: str


@dataclass(frozen=True)
class IncidentLinked:
    incident_id: str
    other_id: str


IncidentEvent = (
    IncidentFlagged | IncidentConfirmed | IncidentDismissed | IncidentEscalated | IncidentLinked
)
