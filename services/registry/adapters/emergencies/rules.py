"""The rules of emergencies, read from a file like `rules/emergencies.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Each, Whole, entry, words
from services.registry.domain.emergencies.emergency import PER_HOUSEHOLD, PER_PERSON
from services.registry.domain.emergencies.rules import Bounds, EmergencyRules
from services.registry.domain.payments.recovery import RecoveryPolicy
from services.registry.domain.programmes.words import Reason

_EXPECTED = {
    "per_household": entry(least_fils=Whole(), most_fils=Whole()),
    "per_person": entry(least_fils=Whole(), most_fils=Whole()),
    "reasons": entry(codes=Each(words())),
    "recovery": entry(percent=Whole(0, 100)),
    "approval": entry(days=Whole(most=36_500)),
}


def load(path: Path) -> rules.DatedRules[EmergencyRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    read = rules.read(path, _understand, _EXPECTED)
    return rules.DatedRules(
        tuple((day, replace(each, version=day.isoformat())) for day, each in read.versions)
    )


def _understand(entries: rules.Entries) -> EmergencyRules:
    households, persons = entries["per_household"], entries["per_person"]
    for name in ("per_household", "per_person"):
        if entries[name]["least_fils"] > entries[name]["most_fils"]:
            raise rules.Wrong("must be at most most_fils", name, "least_fils")
    return EmergencyRules(
        version="",
        bounds={
            PER_HOUSEHOLD: Bounds(households["least_fils"], households["most_fils"]),
            PER_PERSON: Bounds(persons["least_fils"], persons["most_fils"]),
        },
        most_of_one_fils=households["most_fils"],
        reasons={
            code: Reason(code, said["ar"], said["en"])
            for code, said in entries["reasons"]["codes"].items()
        },
        recovery_percent=entries["recovery"]["percent"],
        approval_days=entries["approval"]["days"],
    )


def recovery(dated: rules.DatedRules[EmergencyRules]) -> Callable[[date], RecoveryPolicy]:
    """What is recovered of money that was paid before a cancellation, by the day of that."""

    def of(day: date) -> RecoveryPolicy:
        found = dated.on(day)
        return RecoveryPolicy(found.version, found.recovery_percent)

    return of
