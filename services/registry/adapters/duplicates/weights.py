"""The weights in `rules/matching.yaml`: read, and written anew by `kanaf match learn`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from chassis.rules import DatedRules, Entries, Wrong, read
from chassis.rules.shapes import Number, Part, Text, entry
from services.registry.domain.duplicates.comparisons import Comparison, comparisons
from services.registry.domain.duplicates.model import Model, Weights
from services.registry.domain.duplicates.persons import FIELDS

FILE = "matching.yaml"
PATH = Path(__file__).parents[2] / "rules" / FILE
COMPARISONS = comparisons(FIELDS)

_PROBABILITY = Number(0, 1, above=True)
_LEVEL = Part({"m": _PROBABILITY, "u": _PROBABILITY})
_EXPECTED = {
    "thresholds": entry(
        version=Text(), prior=_PROBABILITY, review_at=_PROBABILITY, suggest_at=_PROBABILITY
    ),
    **{each.field: entry(levels=Part(dict.fromkeys(each.weighed, _LEVEL))) for each in COMPARISONS},
}


def load(path: Path = PATH) -> DatedRules[Model]:
    """Every version. Raises `SettingError` for a field or level that has no weight."""
    return read(path, _understand, _EXPECTED)


def version(law: DatedRules[Model], named: str) -> Model:
    """The weights of this version, in force or not any more. Raises `LookupError`."""
    for _, model in law.versions:
        if model.version == named:
            return model
    raise LookupError(f"no weights of version {named}")


def _understand(entries: Entries) -> Model:
    limits = entries["thresholds"]
    if limits["review_at"] > limits["suggest_at"]:
        raise Wrong("must be at most suggest_at", "thresholds", "review_at")
    if limits["prior"] >= 1:
        raise Wrong("must be below 1: two records that meet may be of two persons", "thresholds")
    return Model(
        limits["version"],
        limits["prior"],
        limits["review_at"],
        limits["suggest_at"],
        {each.field: _weights(each, entries[each.field]["levels"]) for each in COMPARISONS},
    )


def _weights(of: Comparison, learned: Mapping[str, Mapping[str, float]]) -> Weights:
    """By level; one that counts as another has the weight of that one."""
    for level, each in learned.items():
        if each["m"] >= 1 or each["u"] >= 1:
            raise Wrong("m and u lie between 0 and 1", of.field, "levels", level)
    told = (*of.weighed, *(each.name for each in of.levels))
    m, u = ({each: learned[of.weighs_as(each)][side] for each in told} for side in ("m", "u"))
    return Weights(m, u)


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
