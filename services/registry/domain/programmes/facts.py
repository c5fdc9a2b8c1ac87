"""What is known of an application and an enrolment: each fact with who recorded it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.programmes.words import Reason, Status, Text

Fact = str | int | bool | None


@dataclass(frozen=True)
class ProgrammeRef:
    """The programme as it was when the household applied. `money`: a second person decides."""

    id: str
    name: Text
    kind: str
    money: bool


@dataclass(frozen=True)
class Applicant:
    """Who applies: a household, or one person of it. `contact_id` is the person who is told."""

    household_id: str
    person_id: str | None
    contact_id: str
    governorate: str


@dataclass(frozen=True)
class Application:
    """Who filed it, when, and what they said. `by_family`: from home, not at a counter."""

    registered_by: str
    registered_on: date
    by_family: bool
    note: str | None


@dataclass(frozen=True)
class CrossCheck:
    """What another body says: values by indicator, with the body's own reference."""

    body: Reason
    facts: dict[str, Fact]
    reference: str | None
    stated_on: date
    recorded_by: str
    recorded_on: date


@dataclass(frozen=True)
class Visit:
    """The home visit: who was there, when, and what they found. `survey_visit_id`: its record."""

    visited_on: date
    findings: str
    survey_visit_id: str | None
    visited_by: str
    recorded_on: date


@dataclass(frozen=True)
class Assessment:
    """What the rules say. `score`: the higher, the greater the need. Amounts in fils."""

    eligible: bool
    score: float
    amount_fils: int | None
    reasons: tuple[Reason, ...]
    rules: str
    rules_version: str
    on: date
    requested_by: str


@dataclass(frozen=True)
class Decision:
    """What was decided, by whom, and why."""

    outcome: str
    by: str
    on: date
    reason: Reason | None
    note: str | None


@dataclass(frozen=True)
class Suspension:
    """Why and until when; `then` is `resume` or `exit`: what follows when nobody acts."""

    reason: Reason
    until: date
    then: str
    by: str
    on: date
    note: str | None


@dataclass(frozen=True)
class Step:
    """One step of an enrolment's life."""

    status: Status
    on: date
    by: str
    reason: Reason | None = None
    note: str | None = None
