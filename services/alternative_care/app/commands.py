"""What alternative care can be asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.alternative_care.domain.case import Risk
from services.alternative_care.domain.child import Child
from services.alternative_care.domain.events import Contact
from services.alternative_care.domain.family import Approval, Decision, Place


@dataclass(frozen=True)
class RegisterFamily:
    carers: tuple[str, ...]
    contact: Contact
    place: Place
    capacity: int
    approval: Approval


@dataclass(frozen=True)
class OpenCase:
    """Without a caseworker or centre, those of whoever opens it."""

    child: Child
    legal_situation: str
    risk_level: Risk
    governorate: str
    centre: str | None
    caseworker: str | None


@dataclass(frozen=True)
class PlaceChild:
    case_id: str
    family_id: str
    court_decision: Decision
    started_on: date


@dataclass(frozen=True)
class EndPlacement:
    case_id: str
    placement_id: str
    ended_on: date
    reason_code: str


@dataclass(frozen=True)
class CallReview:
    """The review of a case's current placement is due."""

    case_id: str
