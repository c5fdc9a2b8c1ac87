"""Events of licensing as they were told while it knew nurseries alone: of old journals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Date, Event, Id, Line, Place, Word


@dataclass(frozen=True)
class ApplicationSubmitted(Event):
    """Somebody applied for a nursery's licence. `service` names what was applied for."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.submitted.v1"
    AGGREGATE: ClassVar[str] = "application"

    application_id: Id
    service: Word
    nursery_kind: Word
    place: Place


@dataclass(frozen=True)
class ApplicationChecked(Event):
    """An inspector checked the nursery: `outcome` is `passed` or `failed`."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.checked.v1"
    AGGREGATE: ClassVar[str] = "application"

    application_id: Id
    outcome: Word


@dataclass(frozen=True)
class ApplicationApproved(Event):
    """The application was approved and this licence issued."""

    TYPE: ClassVar[str] = "kanaf.licensing.application.approved.v1"
    AGGREGATE: ClassVar[str] = "application"

    application_id: Id
    licence_id: Id


@dataclass(frozen=True)
class LicenceIssued(Event):
    """A licence was issued, valid from `valid_from` until the day before `expires_on`."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.issued.v1"
    AGGREGATE: ClassVar[str] = "licence"

    licence_id: Id
    number: Line
    application_id: Id
    nursery_kind: Word
    place: Place
    valid_from: Date
    expires_on: Date
