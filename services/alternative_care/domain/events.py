"""What happens in alternative care. Adapters translate these into the published contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Contact:
    """Where a family can be reached: mobile in E.164, e-mail, language `ar` or `en`."""

    mobile: str | None
    email: str | None
    language: str


@dataclass(frozen=True)
class CaseOpened:
    case_id: str
    governorate: str


@dataclass(frozen=True)
class ChildPlaced:
    case_id: str
    placement_id: str
    family_id: str
    started_on: date


@dataclass(frozen=True)
class PlacementEnded:
    case_id: str
    placement_id: str
    family_id: str
    ended_on: date
    reason_code: str


@dataclass(frozen=True)
class ReviewDue:
    case_id: str
    placement_id: str
    due_on: date


@dataclass(frozen=True)
class FamilyRegistered:
    family_id: str
    governorate: str
    capacity: int


@dataclass(frozen=True)
class ContactRecorded:
    family_id: str
    name: str
    contact: Contact


@dataclass(frozen=True)
class PlaceTaken:
    family_id: str
    placement_id: str
    free_places: int


@dataclass(frozen=True)
class PlaceFreed:
    family_id: str
    placement_id: str
    free_places: int


CaseEvent = CaseOpened | ChildPlaced | PlacementEnded | ReviewDue
FamilyEvent = FamilyRegistered | ContactRecorded | PlaceTaken | PlaceFreed
