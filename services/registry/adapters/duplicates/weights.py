"""The weights in `rules/matching.yaml`: read, and written anew by `kanaf match learn`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from chassis.rules import DatedRules, Entries, read
from services.registry.domain.duplicates.comparisons import DIFFERENT, comparisons
from services.registry.domain.duplicates.model import Model, Weights
from services.registry.domain.duplicates.persons import FIELDS

FILE = "matching.yaml"
PATH = Path(__file__).parents[2] / "rules" / FILE
_LEVELS = {
    each.field: [*(level.name for level in each.levels), DIFFERENT] for each in comparisons(FIELDS)
}


def load(path: Path = PATH) -> DatedRules[Model]:
    """Every version. Raises `SettingError` for a field or level that has no weight."""
    return read(path, _understand)


def version(law: DatedRules[Model], named: str) -> Model:
    """The weights of this version, in force or not any more. Raises `LookupError`."""
    for _, model in law.versions:
        if model.version == named:
            return model
    raise LookupError(f"no weights of version {named}")


def _understand(entries: Entries) -> Model:
    limits = entries["thresholds"]
    fields = {}
    for field, levels in _LEVELS.items():
        learned = entries[field]["levels"]
        m, u = ({each: float(learned[each][side]) for each in levels} for side in ("m", "u"))
        if not all(0 < each < 1 for each in (*m.values(), *u.values())):
            raise ValueError(f"{field}: m and u lie between 0 and 1")
        fields[field] = Weights(m, u)
    return Model(
        str(limits["version"]),
        float(limits["prior"]),
        float(limits["review_at"]),
        float(limits["suggest_at"]),
        fields,
    )


def entries_of(learned: dict[str, Any], source: str) -> dict[str, Any]:
    """What splink has learned, as entries of the file."""
    return {
        each["output_column_name"]: {
            "levels": {
                level["label_for_charts"]: {
                    "m": round(level["m_probability"], 6),
                    "u": round(level["u_probability"], 8),
                }
                for level in each["comparison_levels"]
                if not level.get("is_null_level")
            },
            "source": source,
            "assumption": True,
        }
        for each in learned["comparisons"]
    }


def version_of(learned: dict[str, Any], effective_from: date, source: str) -> dict[str, Any]:
    """What was learned as a version of the file, with the thresholds of the newest one there."""
    newest = yaml.load(PATH.read_text("utf-8"), yaml.CSafeLoader)[-1]["rules"]["thresholds"]
    thresholds = {**newest, "version": effective_from.isoformat()}
    rules = {"thresholds": thresholds, **entries_of(learned, source)}
    return {"effective_from": effective_from, "rules": rules}
