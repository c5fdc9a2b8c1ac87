"""The weights in `rules/matching.yaml`: read, and written anew by `kanaf match learn`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from chassis.rules import DatedRules, Entries, read
from services.registry.domain.duplicates.comparisons import Comparison, comparisons
from services.registry.domain.duplicates.model import Model, Weights
from services.registry.domain.duplicates.persons import FIELDS

FILE = "matching.yaml"
PATH = Path(__file__).parents[2] / "rules" / FILE
COMPARISONS = comparisons(FIELDS)


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
    for each in COMPARISONS:
        learned = entries[each.field]["levels"]
        m, u = (_rates(each, learned, side) for side in ("m", "u"))
        if not all(0 < rate < 1 for rate in (*m.values(), *u.values())):
            raise ValueError(f"{each.field}: m and u lie between 0 and 1")
        fields[each.field] = Weights(m, u)
    return Model(
        str(limits["version"]),
        float(limits["prior"]),
        float(limits["review_at"]),
        float(limits["suggest_at"]),
        fields,
    )


def _rates(of: Comparison, learned: Mapping[str, Any], side: str) -> dict[str, float]:
    """By level; one that counts as another has the weight of that one."""
    told = (*of.weighed, *(each.name for each in of.levels))
    return {each: float(learned[of.weighs_as(each)][side]) for each in told}


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
