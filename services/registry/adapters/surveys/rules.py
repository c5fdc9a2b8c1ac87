"""The rules of surveys, read from a file like `rules/surveys.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Each, Number, Row, Whole, entry, later_entry
from contracts import reference
from services.registry.domain.surveys.rules import Circle, RoundWindow, SurveyRules

_CIRCLE = Row(
    latitude=Number(29, 34), longitude=Number(34, 40), radius_km=Number(0, 500, above=True)
)
"""Jordan lies within: what is outside is a slip, most often the two in the wrong order."""
_EXPECTED = {
    "training": entry(valid_days=Whole(most=36_500)),
    "visit_duration": entry(
        shortest_minutes=Whole(most=1440),
        longest_minutes=Whole(most=10_080, required=False),
        seconds_per_answer=Whole(most=3600),
    ),
    "round_window": later_entry(days_before=Whole(0, 3650), days_after=Whole(0, 3650)),
    "overlap": later_entry(beyond_minutes=Whole(0, 1440)),
    "location_accuracy": entry(coarsest_metres=Whole(most=100_000)),
    "location_areas": entry(circles=Each(_CIRCLE)),
    "same_answers": entry(at_most_other_households=Whole(0), fewest_answers=Whole()),
    "device_clock": entry(ahead_minutes=Whole(most=525_600)),
    "attempts": entry(at_most=Whole()),
    "load": entry(visits_per_researcher=Whole()),
}


def load(path: Path) -> rules.DatedRules[SurveyRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    dated = rules.read(path, _understand, _EXPECTED)
    return rules.DatedRules(
        tuple((day, replace(each, effective_from=day)) for day, each in dated.versions)
    )


def _understand(entries: rules.Entries) -> SurveyRules:
    duration, same = entries["visit_duration"], entries["same_answers"]
    return SurveyRules(
        effective_from=date.min,
        training_valid_days=entries["training"]["valid_days"],
        shortest_minutes=duration["shortest_minutes"],
        seconds_per_answer=duration["seconds_per_answer"],
        coarsest_metres=entries["location_accuracy"]["coarsest_metres"],
        circles=_circles(entries["location_areas"]["circles"]),
        same_answers_at_most=same["at_most_other_households"],
        same_answers_fewest=same["fewest_answers"],
        clock_ahead_minutes=entries["device_clock"]["ahead_minutes"],
        attempts=entries["attempts"]["at_most"],
        visits_per_researcher=entries["load"]["visits_per_researcher"],
        # Older versions do not have these: they did not check them.
        longest_minutes=duration.get("longest_minutes"),
        overlap_minutes=entries.get("overlap", {}).get("beyond_minutes"),
        round_window=_window(entries.get("round_window")),
    )


def _window(given: Mapping[str, int] | None) -> RoundWindow | None:
    return None if given is None else RoundWindow(given["days_before"], given["days_after"])


def _circles(found: Mapping[str, tuple[float, float, float]]) -> dict[str, Circle]:
    known = reference.governorates().keys()
    for governorate in sorted(known ^ found.keys()):
        reason = "is missing" if governorate in known else "is no governorate"
        raise rules.Wrong(reason, "location_areas", "circles", governorate)
    return {governorate: Circle(*values) for governorate, values in found.items()}
