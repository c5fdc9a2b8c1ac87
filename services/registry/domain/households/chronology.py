"""In which order things can have happened: what rests on something is not dated before it.

Told by the states that households were in, oldest first. What they do not tell, as who came by a
correction or with a file, is not known and forbids nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from services.registry.domain.households.household import HEAD, SPOUSE, Household
from services.registry.domain.households.life import DEATH, DIVORCE, MARRIAGE, LifeEvent
from services.registry.domain.households.refusals import BeforeComing, BeforeMarriage

States = Sequence[Household]


def must_have_come(states: States, person_id: str, on: date) -> None:
    """Who leaves a household, or dies in it, had come to it. Raises `BeforeComing`."""
    came = came_on(states, person_id)
    if came is not None and on < came:
        raise BeforeComing(date=came.isoformat())


def must_have_married(states: States, both: tuple[str, str], on: date) -> None:
    """Raises `BeforeMarriage` for a divorce that is dated before the marriage which it ends."""
    married = [
        happened.on
        for _, _, happened in _happenings(states)
        if happened.kind == MARRIAGE and set(both) <= set(happened.person_ids)
    ]
    if married and on < married[-1]:
        raise BeforeMarriage(date=married[-1].isoformat())


def came_on(states: States, person_id: str) -> date | None:
    """On which day somebody last came to a household, as far as an event in its life tells."""
    came: date | None = None
    told = {now.version: happened for _, now, happened in _happenings(states)}
    was_here = False
    for each in states:
        is_here = person_id in each.person_ids
        if is_here and not was_here:
            happened = told.get(each.version)
            named = happened is not None and person_id in happened.person_ids
            came = happened.on if happened is not None and named else None
        was_here = is_here
    return came


def marriages_ended(states: States, person_id: str) -> Iterator[date]:
    """On which days marriages of somebody ended, by divorce or by the other's death."""
    for before, _, happened in _happenings(states):
        if happened.kind not in (DEATH, DIVORCE) or not happened.person_ids:
            continue
        gone = happened.person_ids[0]
        if before is None:
            # What came about by a divorce is headed by whom it parted from who stayed behind.
            if happened.kind == DIVORCE and gone == person_id:
                yield happened.on
        elif gone != person_id and _were_spouses(before, gone, person_id):
            yield happened.on


def _were_spouses(home: Household, one: str, other: str) -> bool:
    here = {one, other} <= set(home.person_ids)
    return here and {home.relation_of(one), home.relation_of(other)} == {HEAD, SPOUSE}


def _happenings(states: States) -> Iterator[tuple[Household | None, Household, LifeEvent]]:
    """Each event with the state before it and the one it led to."""
    before: Household | None = None
    for now in states:
        happened = now.last_event
        if happened is not None and (before is None or happened != before.last_event):
            yield before, now, happened
        before = now
