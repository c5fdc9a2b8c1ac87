"""Quality checks of one completed visit. What they find goes to a supervisor, not into the bin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from services.registry.domain.surveys.rules import Location, SurveyRules

Days = tuple[date, date]
"""The first and the last of them."""


@dataclass(frozen=True)
class Flag:
    """Something doubtful: a code, and the values by which it can be understood later."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Brought:
    """What the checks look at in one visit.

    `days` are the civil days on which it began and ended. `same_answers` is at how many other
    households the same researcher had exactly these answers, `overlapping` at how many others
    they say to have been at the same time.
    """

    governorate: str
    started_at: datetime
    ended_at: datetime
    days: Days
    received_at: datetime
    answered: int
    location: Location | None
    same_answers: int
    overlapping: int


def flags_of(visit: Brought, round_days: Days, rules: SurveyRules) -> tuple[Flag, ...]:
    """Everything doubtful about a visit in a round of these days."""
    return (
        *_duration(visit, rules),
        *_time(visit, round_days, rules),
        *_place(visit, rules),
        *_same(visit, rules),
    )


def _duration(visit: Brought, rules: SurveyRules) -> Iterator[Flag]:
    seconds = int((visit.ended_at - visit.started_at).total_seconds())
    least = max(rules.shortest_minutes * 60, rules.seconds_per_answer * visit.answered)
    if seconds < least:
        yield Flag("visit_too_short", {"seconds": seconds, "least_seconds": least})
    most = rules.longest_minutes
    if most is not None and seconds > most * 60:
        yield Flag("visit_too_long", {"minutes": seconds // 60, "most_minutes": most})


def _time(visit: Brought, round_days: Days, rules: SurveyRules) -> Iterator[Flag]:
    ahead = visit.ended_at - visit.received_at
    if ahead > timedelta(minutes=rules.clock_ahead_minutes):
        yield Flag("visit_in_future", {"minutes": int(ahead.total_seconds() // 60)})
    if rules.round_window is not None:
        first, last = rules.round_window.around(*round_days)
        outside = [day for day in visit.days if not first <= day <= last]
        if outside:
            named = {"on": outside[0], "first": first, "last": last}
            shown = {name: day.isoformat() for name, day in named.items()}
            yield Flag("visit_outside_round", shown)
    if visit.overlapping:
        yield Flag("visits_overlap", {"households": visit.overlapping})


def _place(visit: Brought, rules: SurveyRules) -> Iterator[Flag]:
    location = visit.location
    if location is None:
        yield Flag("location_missing")
        return
    if location.accuracy_m > rules.coarsest_metres:
        yield Flag(
            "location_coarse",
            {"metres": location.accuracy_m, "most_metres": rules.coarsest_metres},
        )
    circle = rules.circles[visit.governorate]
    away = location.kilometres_to(circle.latitude, circle.longitude)
    if away > circle.radius_km:
        yield Flag(
            "location_far", {"kilometres": round(away), "most_kilometres": round(circle.radius_km)}
        )


def _same(visit: Brought, rules: SurveyRules) -> Iterator[Flag]:
    compared = visit.answered >= rules.same_answers_fewest
    if compared and visit.same_answers > rules.same_answers_at_most:
        yield Flag("answers_repeated", {"households": visit.same_answers})
