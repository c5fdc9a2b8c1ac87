"""What holds for applications of all services, from `rules/applications.yaml`."""

from __future__ import annotations

from pathlib import Path

from chassis import rules
from chassis.rules.shapes import Whole, entry
from services.licensing.app.applications.ports import EngineRules

_EXPECTED = {
    "drafts": entry(kept_days=Whole(1, 3650), reminded_days=Whole(1, 365)),
    "tasks": entry(at_most_per_person=Whole(1, 1000)),
}


def load(path: Path) -> rules.DatedRules[EngineRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> EngineRules:
    drafts = entries["drafts"]
    if drafts["reminded_days"] >= drafts["kept_days"]:
        raise rules.Wrong("who begins is not reminded at once", "drafts", "reminded_days")
    at_most = entries["tasks"]["at_most_per_person"]
    return EngineRules(drafts["kept_days"], drafts["reminded_days"], at_most)
