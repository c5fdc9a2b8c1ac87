"""What was learned, between splink's model and numbers by level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from services.registry.adapters.duplicates.expectation import Levels, Numbers

_FEWEST_M = 0.004
_FEWEST_U = 1e-6
_MOST_OF_NEARLY = 1 / 3
"""An assumption: where families are registered together, as many numbers are next to one another
as were mistyped."""
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


def floored(rates: Sequence[Numbers]) -> list[Numbers]:
    """How often pairs of a sort reach each level; none is impossible."""
    return [_raised(each, _FEWEST_M) for each in rates]


def sober(
    one: Sequence[Numbers], random: Sequence[Numbers], numbers: Sequence[bool]
) -> tuple[list[Numbers], list[Numbers]]:
    """What was learned, with no likeness worth more than a greater one, and none of a `number`
    worth more than a part of the same number.

    Levels that stand the wrong way round have too few pairs to be told apart: together they have
    one weight. A number one digit apart was not seen in a sample of random pairs, and yet is the
    number that a sister was given after her.
    """
    found = [
        (m, _limited(m, u) if is_number else u)
        for m, u, is_number in zip(floored(one), random, numbers, strict=True)
    ]
    return [_falling(m, u) for m, u in found], [u for _, u in found]


def _falling(m: Numbers, u: Numbers) -> Numbers:
    """m, with neighbours pooled until weights fall from level to level."""
    pools: list[tuple[float, float, int]] = []
    for own_m, own_u in zip(m, u, strict=True):
        pools.append((float(own_m), float(own_u), 1))
        while len(pools) > 1 and pools[-1][0] * pools[-2][1] > pools[-2][0] * pools[-1][1]:
            (m2, u2, n2), (m1, u1, n1) = pools.pop(), pools.pop()
            pools.append((m1 + m2, u1 + u2, n1 + n2))
    ratios = np.concatenate([np.full(n, pooled_m / pooled_u) for pooled_m, pooled_u, n in pools])
    falling: Numbers = ratios * u
    return falling


def _limited(m: Numbers, u: Numbers) -> Numbers:
    """u of a number's levels: nearly the same is worth at most a third of the same."""
    most = max(float(m[0] / u[0]), 1.0) ** _MOST_OF_NEARLY
    limited = u.copy()
    limited[1:-1] = np.maximum(u[1:-1], m[1:-1] / most)
    found: Numbers = limited / limited.sum()
    return found


def weights(one: Sequence[Numbers], random: Sequence[Numbers]) -> list[list[float]]:
    """The weight of every level, in bits."""
    return [[float(each) for each in np.log2(m / u)] for m, u in zip(one, random, strict=True)]


def told(
    model: dict[str, Any], one: Sequence[Numbers], random: Sequence[Numbers]
) -> dict[str, Any]:
    """The model with what was learned."""
    for comparison, m, u in zip(model["comparisons"], one, random, strict=True):
        for at, each in enumerate(_levels(comparison)):
            each["m_probability"], each["u_probability"] = float(m[at]), float(u[at])
    return model


def best_first(gammas: Sequence[Any], random: Sequence[Numbers]) -> Levels:
    """splink numbers levels from the worst, 0; here the best is 0. What is not known is -1."""
    columns = [
        np.where(each < 0, -1, len(rates) - 1 - each)
        for each, rates in zip(gammas, random, strict=True)
    ]
    found: Levels = np.stack(columns, axis=1).astype(np.int64)
    return found
