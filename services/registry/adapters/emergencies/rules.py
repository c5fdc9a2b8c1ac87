"""The rules of emergencies, read from a file like `rules/emergencies.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from chassis import rules
from services.registry.domain.emergencies.emergency import PER_HOUSEHOLD, PER_PERSON
from services.registry.domain.emergencies.rules import Bounds, EmergencyRules
from services.registry.domain.payments.recovery import RecoveryPolicy


def load(path: Path) -> rules.DatedRules[EmergencyRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    read = rules.read(path, _understand)
    return rules.DatedRules(
        tuple((day, replace(each, version=day.isoformat())) for day, each in read.versions)
    )


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
        recovery_percent=_percent(entries["recovery"]["percent"]),
    )


def recovery(dated: rules.DatedRules[EmergencyRules]) -> Callable[[date], RecoveryPolicy]:
    """What is recovered of money that was paid before a cancellation, by the day of that."""

    def of(day: date) -> RecoveryPolicy:
        found = dated.on(day)
        return RecoveryPolicy(found.version, found.recovery_percent)

    return of


def _percent(number: object) -> int:
    if type(number) is not int or not 0 <= number <= 100:
        raise ValueError(f"{number!r} must be a whole number from 0 to 100")
    return number
