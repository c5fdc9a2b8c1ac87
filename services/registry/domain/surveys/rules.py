"""The rules of surveys on one day; kept as dated data, never in code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Location:
    """Where a device was: degrees (WGS 84) and the accuracy it claims, in metres."""

    latitude: float
    longitude: float
    accuracy_m: int

    def kilometres_to(self, latitude: float, longitude: float) -> float:
        """The way as the crow flies (haversine)."""
        north = radians(latitude - self.latitude)
        east = radians(longitude - self.longitude)
        half = (
            sin(north / 2) ** 2
            + cos(radians(self.latitude)) * cos(radians(latitude)) * sin(east / 2) ** 2
        )
        return 2 * EARTH_KM * asin(sqrt(half))


@dataclass(frozen=True)
class Circle:
    """A governorate, roughly: a centre and how far it reaches."""

    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True)
class RoundWindow:
    """By how many days a visit may lie before a round and after it."""

    days_before: int
    days_after: int

    def around(self, starts_on: date, ends_on: date) -> tuple[date, date]:
        """The first and the last day on which a visit of this round is expected."""
        before, after = timedelta(days=self.days_before), timedelta(days=self.days_after)
        return starts_on - before, ends_on + after


@dataclass(frozen=True)
class SurveyRules:
    """Thresholds of the quality checks, validity of trainings, attempts and load.

    What is `None` was not checked by that version.
    """

    effective_from: date
    training_valid_days: int
    shortest_minutes: int
    seconds_per_answer: int
    coarsest_metres: int
    circles: Mapping[str, Circle]
    same_answers_at_most: int
    same_answers_fewest: int
    clock_ahead_minutes: int
    attempts: int
    visits_per_researcher: int
    longest_minutes: int | None = None
    overlap_minutes: int | None = None
    round_window: RoundWindow | None = None

    def training_valid_until(self, passed_on: date) -> date:
        """The last day on which a training passed on this day is valid."""
        return passed_on + timedelta(days=self.training_valid_days)
