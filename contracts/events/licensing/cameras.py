"""What the central camera room tells: identifiers and codes, no words of anybody's, no reference of
the video system. What tells of incidents, or of who is watched how, is protected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Event, GovernorateCode, Id, Place, Word


@dataclass(frozen=True)
class CameraRegistered(Event):
    """A camera hangs at a licensed place and looks at this area."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera.registered.v1"
    AGGREGATE: ClassVar[str] = "camera"

    camera_id: Id
    licence_id: Id
    area: Word
    place: Place


@dataclass(frozen=True)
class CameraChecked(Event):
    """An inspector checked a camera's installation: `outcome` is `passed` or `failed`."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera.checked.v1"
    AGGREGATE: ClassVar[str] = "camera"

    camera_id: Id
    outcome: Word


@dataclass(frozen=True)
class CameraStateChanged(Event):
    """A camera is now active, out of service or removed."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera.state_changed.v1"
    AGGREGATE: ClassVar[str] = "camera"

    camera_id: Id
    licence_id: Id
    state: Word


@dataclass(frozen=True)
class CameraConsentGiven(Event):
    """A consent to viewings of a place was recorded: by its holder, guardians or residents."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_consents.given.v1"
    AGGREGATE: ClassVar[str] = "camera_consents"

    licence_id: Id
    party: Word


@dataclass(frozen=True)
class CameraConsentEnded(Event):
    """A consent ended: it was withdrawn, or who gave it has left the place."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_consents.ended.v1"
    AGGREGATE: ClassVar[str] = "camera_consents"

    licence_id: Id
    party: Word
    outcome: Word


@dataclass(frozen=True)
class CameraViewingOpened(Event):
    """An operator began to look through a camera."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_viewing.opened.v1"
    AGGREGATE: ClassVar[str] = "camera_viewing"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    viewing_id: Id
    camera_id: Id
    licence_id: Id
    purpose: Word


@dataclass(frozen=True)
class CameraViewingRefused(Event):
    """Somebody wanted to look through a camera and was refused, for the refusal of this code."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_viewing.refused.v1"
    AGGREGATE: ClassVar[str] = "camera_viewing"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    viewing_id: Id
    camera_id: Id
    licence_id: Id
    why: Word


@dataclass(frozen=True)
class CameraViewingFlagged(Event):
    """A viewing is unusual and wants a supervisor's look: at night, or too often."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_viewing.flagged.v1"
    AGGREGATE: ClassVar[str] = "camera_viewing"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    viewing_id: Id
    camera_id: Id
    licence_id: Id
    governorate: GovernorateCode
    reasons: tuple[Word, ...]


@dataclass(frozen=True)
class CameraViewingEnded(Event):
    """A viewing ended: by its operator, its time, a consent that ended or a camera that stopped.

    The video system ends the stream.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.camera_viewing.ended.v1"
    AGGREGATE: ClassVar[str] = "camera_viewing"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    viewing_id: Id
    camera_id: Id
    licence_id: Id
    outcome: Word


@dataclass(frozen=True)
class CameraViewingForgotten(Event):
    """Who looked and in which words is kept no longer."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_viewing.forgotten.v1"
    AGGREGATE: ClassVar[str] = "camera_viewing"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    viewing_id: Id


@dataclass(frozen=True)
class CameraIncidentFlagged(Event):
    """An operator reported an incident. Of an urgent one the inspection is open already."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_incident.flagged.v1"
    AGGREGATE: ClassVar[str] = "camera_incident"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    incident_id: Id
    camera_id: Id
    licence_id: Id
    governorate: GovernorateCode
    urgency: Word
    inspection_id: Id | None


@dataclass(frozen=True)
class CameraIncidentConfirmed(Event):
    """A second person confirmed an incident: of this kind, at this licensed place."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_incident.confirmed.v1"
    AGGREGATE: ClassVar[str] = "camera_incident"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    incident_id: Id
    licence_id: Id
    governorate: GovernorateCode
    kind: Word
    inspection_id: Id | None


@dataclass(frozen=True)
class CameraIncidentDismissed(Event):
    """A second person dismissed an incident."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_incident.dismissed.v1"
    AGGREGATE: ClassVar[str] = "camera_incident"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    incident_id: Id
    licence_id: Id


@dataclass(frozen=True)
class CameraIncidentEscalated(Event):
    """Nobody confirmed or dismissed an incident in time."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_incident.escalated.v1"
    AGGREGATE: ClassVar[str] = "camera_incident"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    incident_id: Id
    licence_id: Id
    governorate: GovernorateCode
    urgency: Word


@dataclass(frozen=True)
class CameraIncidentLinked(Event):
    """Two incidents belong together; each tells so."""

    TYPE: ClassVar[str] = "kanaf.licensing.camera_incident.linked.v1"
    AGGREGATE: ClassVar[str] = "camera_incident"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    incident_id: Id
    other_id: Id
