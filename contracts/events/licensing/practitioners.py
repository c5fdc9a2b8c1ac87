"""What licensing tells of the register of practitioners: never who they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Count, Date, Event, Id, Line, Word


@dataclass(frozen=True)
class PractitionerRegistered(Event):
    """A record was begun under this number."""

    TYPE: ClassVar[str] = "kanaf.licensing.practitioner.registered.v1"
    AGGREGATE: ClassVar[str] = "practitioner"

    practitioner_id: Id
    kind: Word
    number: Line
    registered_on: Date


@dataclass(frozen=True)
class PractitionerEntered(Event):
    """They are registered in a class, with this licence; how they stand is the licence's own."""

    TYPE: ClassVar[str] = "kanaf.licensing.practitioner.entered.v1"
    AGGREGATE: ClassVar[str] = "practitioner"

    practitioner_id: Id
    class_code: Word
    licence_id: Id
    application_id: Id
    registered_on: Date


@dataclass(frozen=True)
class PractitionerTrained(Event):
    """Training of so many hours was accepted."""

    TYPE: ClassVar[str] = "kanaf.licensing.practitioner.trained.v1"
    AGGREGATE: ClassVar[str] = "practitioner"

    practitioner_id: Id
    licence_id: Id
    application_id: Id
    hours: Count
    recorded_on: Date
