"""The rules for grants, read from `rules/grants.yaml`."""

from __future__ import annotations

from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Several, Whole, entry
from services.licensing.domain.grants.rules import GrantRules

_EXPECTED = {
    "large_disagreement": entry(hundredths_apart=Whole(most=100)),
    "appeals": entry(days=Whole(most=3650)),
    "due_reports": entry(days_before=Whole(1, 3650)),
    "overdue_reports": entry(days_after=Several(Whole(most=3650))),
}


def load(path: Path) -> rules.DatedRules[GrantRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> GrantRules:
    return GrantRules(
        disagreement=entries["large_disagreement"]["hundredths_apart"],
        appeal_days=entries["appeals"]["days"],
        overdue_days=tuple(sorted(entries["overdue_reports"]["days_after"])),
        notice_days=entries["due_reports"]["days_before"],
    )
