"""What can be done with an application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.licensing.domain.applications.applicant import Applicant, Delegate
from services.licensing.domain.applications.record import Ask, Text


@dataclass(frozen=True)
class Filled:
    """What the applicant says; `governorate` is where the office is, until a place says it."""

    applicant: Applicant
    delegate: Delegate | None
    answers: Mapping[str, Any]
    papers: Mapping[str, tuple[str, ...]]
    governorate: str


@dataclass(frozen=True)
class Draft:
    service: str
    filled: Filled


@dataclass(frozen=True)
class Fill:
    application_id: str
    filled: Filled


@dataclass(frozen=True)
class Comment:
    application_id: str
    text: str
    internal: bool


@dataclass(frozen=True)
class OfStep:
    """A step of an application."""

    application_id: str
    step: str


@dataclass(frozen=True)
class Assign:
    application_id: str
    step: str
    to: str


@dataclass(frozen=True)
class GiveBack:
    application_id: str
    step: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class Answered:
    """A body's answer, or a recommendation: `positive` or not."""

    application_id: str
    step: str
    positive: bool
    note: str | None


@dataclass(frozen=True)
class Reject:
    application_id: str
    reason_code: str
    text: Text


@dataclass(frozen=True)
class Appeal:
    application_id: str
    text: str


@dataclass(frozen=True)
class AnswerAppeal:
    application_id: str
    overturned: bool
    text: Text
