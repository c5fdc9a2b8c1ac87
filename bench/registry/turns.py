"""Two sizes beside each other on one machine, in turns: what grows is then not the weather."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Figures = Mapping[str, float]
"""Of a kind of request its percentiles in ms, its processor time and how many were found."""
Measures = Mapping[str, Callable[[], Figures]]
"""What measures each kind of request."""


def in_turns(counters: Sequence[Measures], turns: int) -> list[dict[str, Figures]]:
    """Measure each kind at each counter so many times; the turn with the better p50 counts.

    Kind by kind, so that the two turns of a kind are seconds apart, and forth and back, so that
    no counter is always the one that comes first.
    """
    better: list[dict[str, Figures]] = [{} for _ in counters]
    for kind in counters[0]:
        found: list[list[Figures]] = [[] for _ in counters]
        order = list(range(len(counters)))
        for _ in range(turns):
            for each in order:
                found[each].append(counters[each][kind]())
            order.reverse()
        for counter, figures in zip(better, found, strict=True):
            counter[kind] = min(figures, key=_median)
    return better


def _median(figures: Figures) -> float:
    return figures["p50"]
