"""What the registry tells about programmes and their places: plain facts, nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Count, Date, Event, GovernorateCode, Id, Word


@dataclass(frozen=True)
class ProgrammeMade(Event):
    """A programme was made. Without governorates it is for all of them; `quota` counts places."""

    TYPE: ClassVar[str] = "kanaf.registry.programme.made.v1"
    AGGREGATE: ClassVar[str] = "programme"

    programme_id: Id
    pillar: Word
    kind: Word
    governorates: tuple[GovernorateCode, ...]
    quota: Count | None


@dataclass(frozen=True)
class ProgrammeChanged(Event):
    """Terms of a programme changed; `fields` names them."""

    TYPE: ClassVar[str] = "kanaf.registry.programme.changed.v1"
    AGGREGATE: ClassVar[str] = "programme"

    programme_id: Id
    fields: tuple[Word, ...]


@dataclass(frozen=True)
class ProgrammeOpened(Event):
    """A programme takes applications, until and with `closes_on` where one is set."""

    TYPE: ClassVar[str] = "kanaf.registry.programme.opened.v1"
    AGGREGATE: ClassVar[str] = "programme"

    programme_id: Id
    closes_on: Date | None


@dataclass(frozen=True)
class ProgrammeClosed(Event):
    """A programme takes no more applications; who is enrolled stays so."""

    TYPE: ClassVar[str] = "kanaf.registry.programme.closed.v1"
    AGGREGATE: ClassVar[str] = "programme"

    programme_id: Id


@dataclass(frozen=True)
class PlacesChanged(Event):
    """A programme has so many places from now on."""

    TYPE: ClassVar[str] = "kanaf.registry.places.changed.v1"
    AGGREGATE: ClassVar[str] = "places"

    programme_id: Id
    quota: Count


@dataclass(frozen=True)
class PlaceTaken(Event):
    """Somebody got a place; `free_places` are left."""

    TYPE: ClassVar[str] = "kanaf.registry.places.taken.v2"
    AGGREGATE: ClassVar[str] = "places"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    programme_id: Id
    enrolment_id: Id
    free_places: Count


@dataclass(frozen=True)
class PlaceFreed(Event):
    """Somebody gave their place back; `free_places` are there now."""

    TYPE: ClassVar[str] = "kanaf.registry.places.freed.v2"
    AGGREGATE: ClassVar[str] = "places"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    programme_id: Id
    enrolment_id: Id
    free_places: Count


@dataclass(frozen=True)
class PlaceWaitedFor(Event):
    """Somebody joined the waiting list or left it; so many wait now."""

    TYPE: ClassVar[str] = "kanaf.registry.places.waited_for.v2"
    AGGREGATE: ClassVar[str] = "places"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    programme_id: Id
    enrolment_id: Id
    waiting: Count
