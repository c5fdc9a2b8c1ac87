"""What the register writes down of a practitioner when something is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.licensing.domain.words import Words


class PractitionerKind(StrEnum):
    PERSON = "person"
    INSTITUTION = "institution"


@dataclass(frozen=True)
class Answered:
    """An answer of the application, in words, as it was given."""

    code: str
    label: Words
    value: Words


@dataclass(frozen=True)
class Registration:
    """Somebody is registered in a class, with the licence that says so."""

    class_code: str
    licence_id: str
    application_id: str
    registered_on: date
    education: tuple[Answered, ...] = ()


@dataclass(frozen=True)
class Course:
    """A course as it was told; `hours` of lessons."""

    title: str
    hours: int
    ended_on: date | None = None


@dataclass(frozen=True)
class Training:
    """Training that a decision accepted: `hours` in all."""

    licence_id: str
    application_id: str
    recorded_on: date
    hours: int
    courses: tuple[Course, ...] = ()
