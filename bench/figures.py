"""Percentiles, medians over rounds, and what Prometheus histograms tell of them."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

PERCENTILES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 of the values; nothing without any."""
    ordered = sorted(values)
    if not ordered:
        return {}
    last = len(ordered) - 1
    return {name: ordered[round(share * last)] for name, share in PERCENTILES.items()}


def bucket_percentiles(buckets: Mapping[float, float]) -> dict[str, float]:
    """The same from cumulative counts by upper bound, interpolated as Prometheus does."""
    bounds = sorted(buckets)
    total = buckets[bounds[-1]] if bounds else 0
    if not total:
        return {}
    return {name: _at(share * total, buckets, bounds) for name, share in PERCENTILES.items()}


def _at(rank: float, buckets: Mapping[float, float], bounds: Sequence[float]) -> float:
    below, lower = 0.0, 0.0
    for bound in bounds:
        inside = buckets[bound] - below
        if buckets[bound] >= rank:
            if bound == float("inf") or not inside:
                return lower
            return lower + (bound - lower) * (rank - below) / inside
        below, lower = buckets[bound], bound
    return lower


def medians(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The median over the rounds of each figure that all of them have."""
    names = set.intersection(*(set(each) for each in rounds)) if rounds else set()
    return {name: statistics.median(each[name] for each in rounds) for name in sorted(names)}


def differences(after: Mapping[str, float], before: Mapping[str, float]) -> dict[str, float]:
    """What was added of each; what is new began at zero."""
    return {name: after[name] - before.get(name, 0.0) for name in after}
