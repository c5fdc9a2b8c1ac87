"""What the camera room can be told to do."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.domain.cameras.camera import Looking
from services.licensing.domain.cameras.consents import Terms
from services.licensing.domain.cameras.incident import Report


@dataclass(frozen=True)
class RegisterCamera:
    licence_id: str
    looking: Looking


@dataclass(frozen=True)
class CheckCamera:
    camera_id: str
    outcome: str
    findings: str


@dataclass(frozen=True)
class StopCamera:
    """Out of service, or removed."""

    camera_id: str
    reason: str


@dataclass(frozen=True)
class GiveConsent:
    licence_id: str
    terms: Terms


@dataclass(frozen=True)
class EndConsent:
    licence_id: str
    consent_id: str
    how: str


@dataclass(frozen=True)
class OpenViewing:
    camera_id: str
    purpose: str
    reason: str


@dataclass(frozen=True)
class FlagIncident:
    camera_id: str
    report: Report


@dataclass(frozen=True)
class DecideIncident:
    incident_id: str
    reason: str


@dataclass(frozen=True)
class LinkIncidents:
    incident_id: str
    other_id: str
