"""What the registry can be told of emergencies."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.emergencies.emergency import Amount, Group, Place


@dataclass(frozen=True)
class DeclareEmergency:
    """Declare an emergency for places and a group of those who live there."""

    title: str
    reason_code: str
    places: tuple[Place, ...]
    group: Group
    amount: Amount


@dataclass(frozen=True)
class ApproveEmergency:
    """Approve what was targeted, as a second person."""

    emergency_id: str


@dataclass(frozen=True)
class PayEmergencyAgain:
    """Have a further list prepared: for money that came back, and who was held back at first."""

    emergency_id: str


@dataclass(frozen=True)
class CancelEmergency:
    """Call an emergency off."""

    emergency_id: str
    reason: str
