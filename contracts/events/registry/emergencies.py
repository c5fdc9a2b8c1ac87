"""What the registry tells about emergencies: where, how many, how much; never who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Count, Event, GovernorateCode, Id, Word
from contracts.events.registry.payments import Fils


@dataclass(frozen=True)
class EmergencyDeclared(Event):
    """An emergency was declared; whom it concerns is being worked out."""

    TYPE: ClassVar[str] = "kanaf.registry.emergency.declared.v1"
    AGGREGATE: ClassVar[str] = "emergency"

    emergency_id: Id
    reason_code: Word
    governorates: tuple[GovernorateCode, ...]


@dataclass(frozen=True)
class EmergencyTargeted(Event):
    """Whom it concerns is known. Households under protection are not counted: beside what the
    registry shows, a total with them would tell where they are."""

    TYPE: ClassVar[str] = "kanaf.registry.emergency.targeted.v2"
    AGGREGATE: ClassVar[str] = "emergency"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    emergency_id: Id
    households: Count
    persons: Count
    total_fils: Fils


@dataclass(frozen=True)
class EmergencyApproved(Event):
    """A second person approved it; its top-ups are on this payment list."""

    TYPE: ClassVar[str] = "kanaf.registry.emergency.approved.v1"
    AGGREGATE: ClassVar[str] = "emergency"

    emergency_id: Id
    list_id: Id


@dataclass(frozen=True)
class EmergencyPaidAgain(Event):
    """A further payment list: for money that came back, and who was held back at first."""

    TYPE: ClassVar[str] = "kanaf.registry.emergency.paid_again.v1"
    AGGREGATE: ClassVar[str] = "emergency"

    emergency_id: Id
    list_id: Id


@dataclass(frozen=True)
class EmergencyCancelled(Event):
    """It was called off; what is not paid yet is withdrawn."""

    TYPE: ClassVar[str] = "kanaf.registry.emergency.cancelled.v1"
    AGGREGATE: ClassVar[str] = "emergency"

    emergency_id: Id
