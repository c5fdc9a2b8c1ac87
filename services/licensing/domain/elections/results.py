"""Who is elected: by votes, and by lot where the last seats are tied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """What a candidate received in all centres together."""

    candidacy_id: str
    votes: int


@dataclass(frozen=True)
class Results:
    """By votes, most first. `elected` are sure; `tied` are drawn from for `open_seats`."""

    tallies: tuple[Tally, ...]
    elected: tuple[str, ...]
    tied: tuple[str, ...] = ()
    open_seats: int = 0


def results(votes: Mapping[str, int], seats: int) -> Results:
    """The most votes win the seats. Whoever has as many as the last one in, and there is not room
    for all of them, is tied."""
    tallies = tuple(
        Tally(each, count) for each, count in sorted(votes.items(), key=lambda it: (-it[1], it[0]))
    )
    if len(tallies) <= seats:
        return Results(tallies, tuple(each.candidacy_id for each in tallies))
    last = tallies[seats - 1].votes
    above = tuple(each.candidacy_id for each in tallies if each.votes > last)
    level = tuple(each.candidacy_id for each in tallies if each.votes == last)
    if len(above) + len(level) == seats:
        return Results(tallies, above + level)
    return Results(tallies, above, level, seats - len(above))
