"""What was learned, between splink's model and numbers by level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from services.registry.adapters.duplicates.expectation import Levels, Numbers

_FEWEST_M = 0.004
_FEWEST_U = 1e-6
"""No level proves anything: a likeness that was not seen while learning may still be seen."""


def _levels(comparison: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in comparison["comparison_levels"] if not each.get("is_null_level")]


def random(model: dict[str, Any]) -> list[Numbers]:
    """How often random pairs reach each level. None proves anything: what was not seen in a
    sample may still be seen."""
    return [
        _raised([float(each.get("u_probability") or 0.0) for each in _levels(one)], _FEWEST_U)
        for one in model["comparisons"]
    ]


def _raised(rates: Sequence[float] | Numbers, fewest: float) -> Numbers:
    raised = np.maximum(np.asarray(rates, dtype=np.float64), fewest)
    found: Numbers = raised / raised.sum()
    return found


def weights(one: Sequence[Numbers], random: Sequence[Numbers]) -> list[list[float]]:
    """The weight of every level, in bits."""
    return [
        [float(each) for each in np.log2(_raised(m, _FEWEST_M) / u)]
        for m, u in zip(one, random, strict=True)
    ]


def told(
    model: dict[str, Any], one: Sequence[Numbers], random: Sequence[Numbers]
) -> dict[str, Any]:
    """The model with what was learned."""
    for comparison, m, u in zip(model["comparisons"], one, random, strict=True):
        raised = _raised(m, _FEWEST_M)
        for at, each in enumerate(_levels(comparison)):
            each["m_probability"], each["u_probability"] = float(raised[at]), float(u[at])
    return model


def best_first(gammas: Sequence[Any], random: Sequence[Numbers]) -> Levels:
    """splink numbers levels from the worst, 0; here the best is 0. What is not known is -1."""
    columns = [
        np.where(each < 0, -1, len(rates) - 1 - each)
        for each, rates in zip(gammas, random, strict=True)
    ]
    found: Levels = np.stack(columns, axis=1).astype(np.int64)
    return found
