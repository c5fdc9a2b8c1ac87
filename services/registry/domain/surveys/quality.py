"""Quality checks of one completed visit. What they find goes to a supervisor, not into the bin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.registry.domain.surveys.rules import Location, SurveyRules


@dataclass(frozen=True)
class Flag:
    """Something doubtful: a code, and the values by which it can be understood later."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


def flags_of(
    *,
    governorate: str,
    started_at: datetime,
    ended_at: datetime,
    now: datetime,
    answered: int,
    location: Location | None,
    same_answers: int,
    rules: SurveyRules,
) -> tuple[Flag, ...]:
    """Everything doubtful about a visit with so many answers.

    `same_answers` is at how many other households the same researcher had exactly these answers.
    """
    return (
        *_time(started_at, ended_at, now, answered, rules),
        *_place(governorate, location, rules),
        *_same(answered, same_answers, rules),
    )


def _time(
    started_at: datetime, ended_at: datetime, now: datetime, answered: int, rules: SurveyRules
) -> Iterator[Flag]:
    seconds = int((ended_at - started_at).total_seconds())
    least = max(rules.shortest_minutes * 60, rules.seconds_per_answer * answered)
    if seconds < least:
        yield Flag("visit_too_short", {"seconds": seconds, "least_seconds": least})
    if ended_at > now + timedelta(minutes=rules.clock_ahead_minutes):
        yield Flag("visit_in_future", {"minutes": int((ended_at - now).total_seconds() // 60)})


def _place(governorate: str, location: Location | None, rules: SurveyRules) -> Iterator[Flag]:
    if location is None:
        yield Flag("location_missing")
        return
    if location.accuracy_m > rules.coarsest_metres:
        yield Flag(
            "location_coarse",
            {"metres": location.accuracy_m, "most_metres": rules.coarsest_metres},
        )
    circle = rules.circles[governorate]
    away = location.kilometres_to(circle.latitude, circle.longitude)
    if away > circle.radius_km:
        yield Flag(
            "location_far", {"kilometres": round(away), "most_kilometres": round(circle.radius_km)}
        )


def _same(answered: int, same_answers: int, rules: SurveyRules) -> Iterator[Flag]:
    if answered >= rules.same_answers_fewest and same_answers > rules.same_answers_at_most:
        yield Flag("answers_repeated", {"households": same_answers})
