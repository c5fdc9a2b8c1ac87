"""What the camera room may do: where cameras look, who consents, how long, why and how often.

Nothing of it was found in published law (domain brief §8): all of it is data, and assumed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.licensing.domain.cameras.refusals import (
    AreaForbidden,
    AreaUnknown,
    IncidentKindUnknown,
    PlaceNotLicensed,
    PurposeUnknown,
)
from services.licensing.domain.words import Words

HOLDER, GUARDIANS, RESIDENTS = "holder", "guardians", "residents"
PARTIES = (HOLDER, GUARDIANS, RESIDENTS)
URGENT, ORDINARY = "urgent", "ordinary"
URGENCIES = (URGENT, ORDINARY)


@dataclass(frozen=True)
class Area:
    """Where a camera looks. With `people`, those who are cared for are seen there."""

    words: Words
    people: bool


@dataclass(frozen=True)
class Consenting:
    """Who must consent beside the holder where people are seen, by the kind of service (the first
    word of its code), and for how many days a consent holds at most."""

    by_service: Mapping[str, str]
    otherwise: str
    longest_days: int

    def parties(self, area: Area, service: str) -> tuple[str, ...]:
        """Whose consents a viewing of this area needs."""
        if not area.people:
            return (HOLDER,)
        return (HOLDER, self.by_service.get(service.partition(".")[0], self.otherwise))


@dataclass(frozen=True)
class Unusual:
    """From which number of viewings of one camera by one operator within so many hours on, and
    between which hours of the day in Jordan, a viewing is flagged."""

    viewings: int
    within_hours: int
    night_from: int
    night_until: int

    def reasons(self, local: datetime, earlier: int) -> tuple[str, ...]:
        """Why a viewing that begins at this local time, after so many earlier ones, is flagged."""
        hour = local.hour
        night = (
            self.night_from <= hour < self.night_until
            if self.night_from < self.night_until
            else hour >= self.night_from or hour < self.night_until
        )
        often = earlier + 1 >= self.viewings
        return (*(["at_night"] if night else []), *(["too_often"] if often else []))


@dataclass(frozen=True)
class Viewing:
    """For which purposes, how long, how many at once; for how long its record is kept."""

    purposes: Mapping[str, Words]
    minutes: int
    at_once: int
    licence_states: frozenset[str]
    kept_days: int
    unusual: Unusual


@dataclass(frozen=True)
class Incidents:
    """Kinds; within how many hours a supervisor decides and how many working days an inspection
    has, by urgency; how long a span and how many links an incident may have."""

    kinds: Mapping[str, Words]
    decide_within_hours: Mapping[str, int]
    inspect_within_working_days: Mapping[str, int]
    longest_hours: int
    most_linked: int

    def decide_by(self, flagged_at: datetime, urgency: str) -> datetime:
        """Until when a supervisor has to confirm or dismiss."""
        return flagged_at + timedelta(hours=self.decide_within_hours[urgency])

    def must_know(self, kind: str) -> None:
        """Raises `IncidentKindUnknown`."""
        if kind not in self.kinds:
            raise IncidentKindUnknown(pointer="/kind")


@dataclass(frozen=True)
class CameraRules:
    """One version of the rules."""

    areas: Mapping[str, Area]
    forbidden_areas: Mapping[str, Words]
    consenting: Consenting
    viewing: Viewing
    incidents: Incidents

    def area(self, code: str) -> Area:
        """Where a camera may look. Raises `AreaForbidden`, `AreaUnknown`."""
        if code in self.forbidden_areas:
            raise AreaForbidden(pointer="/area")
        if code not in self.areas:
            raise AreaUnknown(pointer="/area")
        return self.areas[code]

    def must_serve_place(self, state: str) -> None:
        """Raises `PlaceNotLicensed` for a licence in a state in which nobody may look."""
        if state not in self.viewing.licence_states:
            raise PlaceNotLicensed()

    def must_know_purpose(self, purpose: str, pointer: str = "/purpose") -> None:
        """Raises `PurposeUnknown`."""
        if purpose not in self.viewing.purposes:
            raise PurposeUnknown(pointer=pointer)
