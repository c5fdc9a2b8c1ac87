"""The words of the field: pillars, kinds of programmes, statuses, and texts in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Pillar(StrEnum):
    """The pillars of the National Social Protection Strategy 2025-2033."""

    KARAMAH = "karamah"
    TAMKEEN = "tamkeen"
    FORSAH = "forsah"
    SOMOUD = "somoud"


class ProgrammeKind(StrEnum):
    """What a programme gives."""

    CASH = "cash"
    IN_KIND = "in_kind"
    SERVICE = "service"
    TRAINING = "training"
    LEARNING = "learning"
    EMERGENCY_TOPUP = "emergency_topup"


class Opening(StrEnum):
    """Whether a programme takes applications."""

    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"


class Status(StrEnum):
    """Where an enrolment stands, from the application to its end."""

    APPLIED = "applied"
    ASSESSED = "assessed"
    WAITING = "waiting"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXITED = "exited"
    GRADUATED = "graduated"


UNDECIDED = frozenset({Status.APPLIED, Status.ASSESSED})
HOLDS_PLACE = frozenset({Status.ACTIVE, Status.SUSPENDED})
LIVING = UNDECIDED | HOLDS_PLACE | {Status.WAITING}
"""An enrolment in one of these keeps its household or person from a second one."""


@dataclass(frozen=True)
class Text:
    """A text in both languages."""

    ar: str
    en: str


@dataclass(frozen=True)
class Reason:
    """Why: a code of a list that is in force, with its words on the day it was used."""

    code: str
    ar: str
    en: str
