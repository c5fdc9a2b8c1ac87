"""The rules of surveys, read from a file like `rules/surveys.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from chassis import rules
from contracts import reference
from services.registry.domain.surveys.rules import Circle, RoundWindow, SurveyRules


def load(path: Path) -> rules.DatedRules[SurveyRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    dated = rules.read(path, _understand)
    return rules.DatedRules(
        tuple((day, replace(each, effective_from=day)) for day, each in dated.versions)
    )


def _understand(entries: rules.Entries) -> SurveyRules:
    duration, same = entries["visit_duration"], entries["same_answers"]
    return SurveyRules(
        effective_from=date.min,
        training_valid_days=_whole(entries["training"]["valid_days"]),
        shortest_minutes=_whole(duration["shortest_minutes"]),
        seconds_per_answer=_whole(duration["seconds_per_answer"]),
        coarsest_metres=_whole(entries["location_accuracy"]["coarsest_metres"]),
        circles=_circles(entries["location_areas"]["circles"]),
        same_answers_at_most=_whole(same["at_most_other_households"], least=0),
        same_answers_fewest=_whole(same["fewest_answers"]),
        clock_ahead_minutes=_whole(entries["device_clock"]["ahead_minutes"]),
        attempts=_whole(entries["attempts"]["at_most"]),
        visits_per_researcher=_whole(entries["load"]["visits_per_researcher"]),
        longest_minutes=_known(duration, "longest_minutes"),
        overlap_minutes=_known(entries.get("overlap", {}), "beyond_minutes", least=0),
        round_window=_window(entries.get("round_window")),
    )


def _known(entry: Mapping[str, Any], name: str, *, least: int = 1) -> int | None:
    """A threshold that older versions do not have: they did not check it."""
    return _whole(entry[name], least=least) if name in entry else None


def _window(entry: Mapping[str, Any] | None) -> RoundWindow | None:
    if entry is None:
        return None
    return RoundWindow(_whole(entry["days_before"], least=0), _whole(entry["days_after"], least=0))


def _circles(found: dict[str, list[Any]]) -> dict[str, Circle]:
    missing = reference.governorates().keys() - found.keys()
    if missing:
        raise ValueError(f"circles must name {', '.join(sorted(missing))}")
    return {
        governorate: Circle(*(float(each) for each in values))
        for governorate, values in found.items()
    }


def _whole(number: Any, *, least: int = 1) -> int:
    if type(number) is not int or number < least:
        raise ValueError(f"{number!r} must be a whole number of at least {least}")
    return number
