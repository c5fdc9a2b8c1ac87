"""What likeness is worth, learned from pairs that nobody has labelled (expectation maximisation).

splink learns from each block by itself and averages; a block that leaves little to compare then
counts as much as any other, and what it cannot tell apart it guesses. Here all blocks are
explained by the same weights at once, each with its own part of pairs that are one person, and a
belief of a few pairs' weight decides what the data leave open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Levels = NDArray[np.int64]

_BELIEF = 10.0
"""How many pairs the belief about likeness weighs: it gives way to a few dozen pairs."""

_LOYALTY = 0.2
"""How far pairs of a block are held to be as alike as random ones, as a part of the block."""

_SAME, _DIFFERENT = 0.7, 0.04
_MOST_ROUNDS, _ENOUGH = 100, 1e-3
_NEVER = 1e-9


@dataclass(frozen=True)
class Block:
    """Pairs that met on one key: patterns of levels (-1: not known), how often each occurs, and
    the comparisons that the key leaves free."""

    levels: Levels
    counts: Numbers
    free: tuple[bool, ...]


def learn(blocks: Sequence[Block], random: Sequence[Numbers]) -> list[Numbers]:
    """For every comparison how often each level is found among pairs that are one person.

    `random` is the same of random pairs, which are two. Levels are numbered as there.
    """
    one = [belief(len(each)) for each in random]
    states = [_State(each, random) for each in blocks]
    for _ in range(_MOST_ROUNDS):
        seen = [_BELIEF * belief(len(each)) for each in random]
        for state in states:
            state.expect(one, seen)
        before, one = one, [each / each.sum() for each in seen]
        if max(np.abs(a - b).max() for a, b in zip(before, one, strict=True)) < _ENOUGH:
            break
    return one


def belief(levels: int) -> Numbers:
    """Records of one person are mostly the same, and seldom different; levels best first."""
    between = (1 - _SAME - _DIFFERENT) / max(levels - 2, 1)
    made = np.full(levels, between)
    made[0], made[-1] = _SAME, _DIFFERENT
    found: Numbers = made / made.sum()
    return found


class _State:
    """A block while it is being explained."""

    def __init__(self, block: Block, random: Sequence[Numbers]) -> None:
        self.block = block
        self.part = 0.1
        self.random = random
        self.two = list(random)
        self.known = block.levels >= 0

    def expect(self, one: Sequence[Numbers], seen: list[Numbers]) -> None:
        """Add what this block shows of pairs that are one person to what was seen."""
        block = self.block
        likely = np.log(self.part) + self._log(one)
        unlikely = np.log1p(-self.part) + self._log(self.two)
        weights = block.counts / (1 + np.exp(np.clip(unlikely - likely, -500, 500)))
        total = block.counts.sum()
        self.part = float(np.clip((weights.sum() + 0.5) / (total + 1), _NEVER, 1 - 1e-6))
        for at, free in enumerate(block.free):
            if free:
                seen[at] = seen[at] + self._tally(at, weights, len(seen[at]))
                held = max(_LOYALTY * total, _BELIEF) * self.random[at]
                others = held + self._tally(at, block.counts - weights, len(seen[at]))
                self.two[at] = others / others.sum()

    def _log(self, rates: Sequence[Numbers]) -> Numbers:
        found = np.zeros(len(self.block.counts))
        for at, free in enumerate(self.block.free):
            if free:
                logs = np.log(np.maximum(rates[at], _NEVER))
                found += np.where(self.known[:, at], logs[self.block.levels[:, at]], 0.0)
        return found

    def _tally(self, at: int, weights: Numbers, levels: int) -> Numbers:
        known = self.known[:, at]
        counted: Any = np.bincount(
            self.block.levels[known, at], weights=weights[known], minlength=levels
        )
        tally: Numbers = counted
        return tally
