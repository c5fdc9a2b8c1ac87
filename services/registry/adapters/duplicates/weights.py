"""The weights in `rules/matching.yaml`: read, and written anew by `kanaf match learn`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chassis.rules import DatedRules, Entries, read
from services.registry.domain.duplicates.comparisons import DIFFERENT, comparisons
from services.registry.domain.duplicates.model import Model, Weights
from services.registry.domain.duplicates.persons import FIELDS

PATH = Path(__file__).parents[2] / "rules" / "matching.yaml"
_LEVELS = {
    each.field: [*(level.name for level in each.levels), DIFFERENT] for each in comparisons(FIELDS)
}


def load(path: Path = PATH) -> DatedRules[Model]:
    """Every version. Raises `SettingError` for a field or level that has no weight."""
    return read(path, _understand)


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
