"""Two sizes beside each other on one machine, in turns: what grows is then not the weather."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Counted = Mapping[str, Mapping[str, float]]
"""Of each kind of request its percentiles in ms, its processor time and how many were found."""


def in_turns(counters: Sequence[Callable[[], Counted]], turns: int) -> list[Counted]:
    """Measure at each counter so many times; of each kind of request the turn with the better p50.

    The order goes forth and back, so that neither is always the one that comes first.
    """
    found: list[list[Counted]] = [[] for _ in counters]
    order = list(range(len(counters)))
    for _ in range(turns):
        for each in order:
            found[each].append(counters[each]())
        order.reverse()
    return [_better(each) for each in found]


def _better(turns: Sequence[Counted]) -> Counted:
    return {kind: min((each[kind] for each in turns), key=_median) for kind in turns[0]}


def _median(figures: Mapping[str, float]) -> float:
    return figures["p50"]
