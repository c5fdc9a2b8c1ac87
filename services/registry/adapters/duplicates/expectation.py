"""What likeness is worth, learned from pairs that nobody has labelled (expectation maximisation).

splink learns from each block by itself and averages; a block that leaves little to compare then
counts as much as any other, and what it cannot tell apart it guesses. Here all blocks are
explained by the same weights at once, each with its own part of pairs that are one person, and a
belief of a few pairs' weight decides what the data leave open.

Two persons are not always strangers: brothers and sisters have all but their own name and day in
common, and where there are more of them than of records come twice, they would be learned for
these. So pairs are of three sorts: one person, relatives (whatever it is that they share), and
strangers, who are as alike as random pairs are.
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

_NO_RELATIVES = 1 / 3
"""Relatives speak for one person less than this part of what one person's own records do; on FEBRL,
which has none, what was set apart spoke at 0.7 of it and more, on files with families below 0.
Asked only where there is no birth date."""

_TWINS = 0.005
"""How far relatives' birth dates are believed to be like those of one person: few are twins. They
start with next to strangers' dates; halfway, they took for theirs who had moved house."""

_AS_STRANGERS = 0.5
"""Relatives' birth dates speak against one person at least this part of what strangers' do."""

_HARDLY_ANY = 0.1
"""Relatives for each pair of one person; with fewer they are a few odd pairs and no sort of their
own. Files with families have 0.7 and more of them, FEBRL has 0.01."""

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


def learn(
    blocks: Sequence[Block], random: Sequence[Numbers], dates: Sequence[int] = ()
) -> tuple[list[Numbers], list[Numbers] | None]:
    """For every comparison how often each level is found among pairs that are one person, and
    among relatives, if there are any to speak of.

    `random` is the same of random pairs, which are two. Levels are numbered as there. `dates` are
    the comparisons of birth dates: the one thing that relatives do not share.
    """
    one, related, for_each = _explain(blocks, random, dates, relatives=True)
    if for_each > _HARDLY_ANY and _are_relatives(related, one, random, dates):
        return one, related
    # What was set apart is one person with many slips, or nothing much.
    return _explain(blocks, random, dates, relatives=False)[0], None


def _are_relatives(
    related: Sequence[Numbers],
    one: Sequence[Numbers],
    random: Sequence[Numbers],
    dates: Sequence[int],
) -> bool:
    """Or one person who moved house, or whose names were swapped: these keep their birthday."""
    if dates:
        own, m, u = ([rates[at] for at in dates] for rates in (related, one, random))
        return _speaks(own, m, u) < _speaks(u, m, u) * _AS_STRANGERS
    return _speaks(related, one, random) < _NO_RELATIVES * _speaks(one, one, random)


def _explain(
    blocks: Sequence[Block], random: Sequence[Numbers], dates: Sequence[int], *, relatives: bool
) -> tuple[list[Numbers], list[Numbers], float]:
    """What each is like, and how many relatives there are for each pair of one person."""
    beliefs = [belief(len(each)) for each in random]
    halfway = [(one + two) / 2 for one, two in zip(beliefs, random, strict=True)]
    for at in dates:
        halfway[at] = (1 - _TWINS) * random[at] + _TWINS * beliefs[at]
    one, related = beliefs, halfway
    states = [_State(each, relatives) for each in blocks]
    for _ in range(_MOST_ROUNDS):
        seen = [_BELIEF * each for each in beliefs]
        seen_related = [_BELIEF * each for each in halfway]
        for state in states:
            state.expect((one, related, random), seen, seen_related)
        before, one = one, [each / each.sum() for each in seen]
        related = [each / each.sum() for each in seen_related]
        if max(np.abs(a - b).max() for a, b in zip(before, one, strict=True)) < _ENOUGH:
            break
    pairs = sum(state.parts * state.block.counts.sum() for state in states)
    return list(one), list(related), float(pairs[1] / pairs[0])


def _speaks(pairs: Sequence[Numbers], one: Sequence[Numbers], random: Sequence[Numbers]) -> float:
    """How much such pairs on the whole speak for one person, in bits."""
    return sum(
        float((own * np.log2(np.maximum(m, _NEVER) / np.maximum(u, _NEVER))).sum())
        for own, m, u in zip(pairs, one, random, strict=True)
    )


def belief(levels: int) -> Numbers:
    """Records of one person are mostly the same, and seldom different; levels best first."""
    between = (1 - _SAME - _DIFFERENT) / max(levels - 2, 1)
    made = np.full(levels, between)
    made[0], made[-1] = _SAME, _DIFFERENT
    found: Numbers = made / made.sum()
    return found


class _State:
    """A block while it is being explained: which part of its pairs is of which sort."""

    def __init__(self, block: Block, relatives: bool) -> None:
        self.block = block
        self.sorts: Numbers = np.array([1.0, float(relatives), 1.0])
        self.parts: Numbers = np.array([0.1, 0.1, 0.8])
        self.known = block.levels >= 0

    def expect(
        self,
        sorts: Sequence[Sequence[Numbers]],
        seen: list[Numbers],
        seen_related: list[Numbers],
    ) -> None:
        """Add what this block shows of one person, and of relatives, to what was seen."""
        block = self.block
        logs = np.stack([self._log(each) for each in sorts]) + np.log(self.parts)[:, None]
        likely = np.exp(logs - logs.max(axis=0)) * self.sorts[:, None]
        weights = block.counts * likely / likely.sum(axis=0)
        parts = weights.sum(axis=1) + 0.5
        self.parts = parts / parts.sum()
        for at, free in enumerate(block.free):
            if free:
                seen[at] = seen[at] + self._tally(at, weights[0], len(seen[at]))
                seen_related[at] = seen_related[at] + self._tally(at, weights[1], len(seen[at]))

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
