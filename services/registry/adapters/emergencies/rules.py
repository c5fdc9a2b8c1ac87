"""The rules of emergencies, read from a file like `rules/emergencies.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from chassis import rules
from services.registry.domain.emergencies.emergency import PER_HOUSEHOLD, PER_PERSON
from services.registry.domain.emergencies.rules import Bounds, EmergencyRules


def load(path: Path) -> Callable[[date], EmergencyRules]:
    """The rules of a day. Raises `SettingError` when the file is not what it must be."""
    read = rules.read(path, _understand)
    return rules.DatedRules(
        tuple((day, replace(each, version=day.isoformat())) for day, each in read.versions)
    ).on


def _understand(entries: rules.Entries) -> EmergencyRules:
    households, persons = entries["per_household"], entries["per_person"]
    for each in (households, persons):
        if type(each["least_fils"]) is not int or not 0 < each["least_fils"] <= each["most_fils"]:
            raise ValueError("least_fils must be a whole number above 0 and at most most_fils")
    return EmergencyRules(
        version="",
        bounds={
            PER_HOUSEHOLD: Bounds(households["least_fils"], households["most_fils"]),
            PER_PERSON: Bounds(persons["least_fils"], persons["most_fils"]),
        },
        most_of_one_fils=households["most_fils"],
        reasons=frozenset(entries["reasons"]["codes"]),
    )
