"""The rules of fees, read from a file like `rules/fees.yaml`."""

from __future__ import annotations

from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Flag, Whole, entry
from services.licensing.domain.fees.rules import FeeRules

_EXPECTED = {
    "counter_payments": entry(allowed=Flag()),
    "late_notices": entry(hours_after_last_day=Whole(least=0, most=240)),
}


def load(path: Path) -> rules.DatedRules[FeeRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> FeeRules:
    return FeeRules(
        at_counter=entries["counter_payments"]["allowed"],
        patience_hours=entries["late_notices"]["hours_after_last_day"],
    )
