"""The rules of alternative care, read from a file like `rules/alternative_care.yaml`."""

from __future__ import annotations

from pathlib import Path

from chassis import rules
from services.alternative_care.domain.rules import CareRules


def load(path: Path) -> rules.DatedRules[CareRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand)


def _understand(entries: rules.Entries) -> CareRules:
    capacity = entries["family_capacity"]["at_most"]
    age = entries["childhood"]["until_age"]
    days = entries["placement_review"]["every_days"]
    for number in (capacity, age, days):
        if type(number) is not int or number < 1:
            raise ValueError(f"{number!r} must be a whole number above 0")
    return CareRules(
        family_capacity_at_most=capacity,
        child_until_age=age,
        review_every_days=days,
        legal_situations=frozenset(entries["legal_situations"]["codes"]),
        end_reasons=frozenset(entries["placement_end_reasons"]["codes"]),
    )
