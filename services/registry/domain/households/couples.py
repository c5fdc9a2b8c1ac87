"""Who is married to whom, as far as a household tells.

Of its head it is told by the relations. Of two others it is known from a marriage in its life, from
the household that they came from together, or from the time when one of them was its head; as long
as both live here. Who was corrected away and came back has no such marriage any more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from services.registry.domain.households.household import CHILD, SPOUSE, Household
from services.registry.domain.households.life import JOIN, MARRIAGE, LifeEvent

Couple = frozenset[str]
Couples = Set[Couple]


def of_head(home: Household) -> Couples:
    """The head with each spouse."""
    return {
        frozenset((home.head_id, each.person_id))
        for each in home.members
        if each.relation == SPOUSE
    }


def couples(states: Sequence[Household], brought: Callable[[LifeEvent], Couples]) -> Couples:
    """By all states of a household, oldest first.

    `brought`: who were couples in the other household when that one joined, or this one left it.
    """
    others: set[Couple] = set()
    before: Household | None = None
    for now in states:
        told = of_head(now)
        if before is not None and before.head_id != now.head_id:
            spoken_of = set().union(*told)
            others |= {each for each in of_head(before) if each.isdisjoint(spoken_of)}
        if before is not None and now.last_event == before.last_event:
            others = {each for each in others if not _corrected(each, before, now)}
        happened = now.last_event
        if happened is not None and (before is None or happened != before.last_event):
            if happened.kind == MARRIAGE:
                others |= {frozenset(happened.person_ids)} - told
            elif happened.other_household_id and (happened.kind == JOIN or before is None):
                others |= brought(happened) - told
        others = {each for each in others if each <= set(now.person_ids)}
        before = now
    return others if before is None else others | of_head(before)


def _corrected(couple: Couple, before: Household, now: Household) -> bool:
    """Whether a correction says that they are no couple: both are children of the head, or one is
    something else to the same head than before."""
    are = {each.person_id: each.relation for each in now.members if each.person_id in couple}
    were = {each.person_id: each.relation for each in before.members if each.person_id in couple}
    if all(are.get(each) == CHILD for each in couple):
        return True
    same_head = before.head_id == now.head_id
    return same_head and any(were.get(each, what) != what for each, what in are.items())


def spouses_of(person_id: str, among: Couples) -> int:
    """How many spouses somebody has."""
    return sum(person_id in each for each in among)
