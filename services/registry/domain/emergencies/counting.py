"""Whom an amount per person is for: each who was there when the target list was written, once.

It follows them. A household on the list is paid for those of them who still live there; who lives
elsewhere by then is paid for by themself, to whoever heads the home they live in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def part_of(amount_fils: int, persons: int, of: int) -> int:
    """What so many of a household's persons receive: all parts together no more than was approved,
    also where its amount had reached the bound of one household."""
    return amount_fils * persons // of


def still_there(
    persons: Sequence[str], lives_there: Collection[str], counted: Mapping[str, str], claim_id: str
) -> tuple[str, ...]:
    """Those of these who live in the household, and whom no other claim has been paid for.

    `counted` tells by which claim somebody is paid for already.
    """
    return tuple(
        each for each in persons if each in lives_there and counted.get(each, claim_id) == claim_id
    )


def on_their_own(
    persons: Sequence[str], lives_there: Collection[str], counted: Mapping[str, str], claim_id: str
) -> tuple[str, ...]:
    """Those of these who are paid for by themselves: nobody has been, and they live elsewhere, or
    their household was paid for the others of it while they did."""
    goes_on = any(counted.get(each) == claim_id for each in persons)
    return tuple(
        each for each in persons if each not in counted and (goes_on or each not in lives_there)
    )
