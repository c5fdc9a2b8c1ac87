"""The rules of alternative care, read from a file like `rules/alternative_care.yaml`."""

from __future__ import annotations

from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Code, Several, Whole, entry
from services.alternative_care.domain.rules import CareRules

_EXPECTED = {
    "family_capacity": entry(at_most=Whole(most=1000)),
    "childhood": entry(until_age=Whole(most=150)),
    "placement_review": entry(every_days=Whole(most=36_500)),
    "legal_situations": entry(codes=Several(Code())),
    "placement_end_reasons": entry(codes=Several(Code())),
}


def load(path: Path) -> rules.DatedRules[CareRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> CareRules:
    return CareRules(
        family_capacity_at_most=entries["family_capacity"]["at_most"],
        child_until_age=entries["childhood"]["until_age"],
        review_every_days=entries["placement_review"]["every_days"],
        legal_situations=frozenset(entries["legal_situations"]["codes"]),
        end_reasons=frozenset(entries["placement_end_reasons"]["codes"]),
    )
