"""What happens in the register. No names and no numbers of persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PractitionerRegistered:
    practitioner_id: str
    kind: str
    number: str
    registered_on: date


@dataclass(frozen=True)
class PractitionerEntered:
    practitioner_id: str
    class_code: str
    licence_id: str
    application_id: str
    registered_on: date


@dataclass(frozen=True)
class PractitionerTrained:
    practitioner_id: str
    licence_id: str
    application_id: str
    hours: int
    recorded_on: date


Event = PractitionerRegistered | PractitionerEntered | PractitionerTrained
