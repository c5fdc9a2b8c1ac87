"""The place in a household that the record which ended had: the survivor takes it, and gives it
back."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.households.events import HouseholdAmended
from services.registry.domain.households.household import Household, Member
from services.registry.domain.households.life import TakenPlace

HEAD = "head"


@dataclass(frozen=True)
class Place:
    """A taken place as merges kept it until households did: with the pair."""

    household_id: str
    merged: str
    survivor: str | None


def take(household: Household, merged_id: str, survivor_id: str) -> None:
    """The survivor stands where the other stood; once, and as the head if either was."""
    before = household.person_ids
    merged = _relation(household, merged_id)
    if merged is None or merged_id not in before:
        return
    household.taken_places = (
        *household.taken_places,
        TakenPlace(merged_id, survivor_id, merged, _relation(household, survivor_id)),
    )
    if household.head_id in (merged_id, survivor_id):
        household.head_id = survivor_id
        gone = {merged_id, survivor_id}
    else:
        gone = {merged_id} if survivor_id in before else set()
    household.members = tuple(
        Member(survivor_id, each.relation) if each.person_id == merged_id else each
        for each in household.members
        if each.person_id not in gone
    )
    tell(household, before)


def give_back(
    household: Household, merged_id: str, survivor_id: str, kept: Place | None = None
) -> None:
    """Both are again what they were, if the survivor still is in the household.

    `kept`: what the pair knows of a place that was taken before households kept it themselves.
    """
    before = household.person_ids
    taken = _taken(household, merged_id, survivor_id) or kept
    if taken is None or survivor_id not in before or merged_id in before:
        return
    now = _relation(household, survivor_id)
    others = [each for each in household.members if each.person_id != survivor_id]
    for person_id, relation in ((merged_id, taken.merged), (survivor_id, taken.survivor)):
        # Somebody else may have become the head since, or the survivor have.
        relation_now = now if relation == HEAD and now != HEAD else relation
        if relation_now == HEAD:
            household.head_id = person_id
        elif relation_now is not None and person_id != household.head_id:
            others.append(Member(person_id, relation_now))
    household.members = tuple(others)
    household.taken_places = tuple(each for each in household.taken_places if each is not taken)
    tell(household, before)


def tell(household: Household, before: tuple[str, ...]) -> None:
    """Let everybody know who belongs to it now; `before` are those who did until then."""
    joined = tuple(sorted(set(household.person_ids) - set(before)))
    left = tuple(sorted(set(before) - set(household.person_ids)))
    household.events.append(
        HouseholdAmended(household.id, joined, left, ("members",), protected=household.is_protected)
    )


def _taken(household: Household, merged_id: str, survivor_id: str) -> TakenPlace | None:
    found = [
        each
        for each in household.taken_places
        if (each.merged_id, each.survivor_id) == (merged_id, survivor_id)
    ]
    return found[-1] if found else None


def _relation(household: Household, person_id: str) -> str | None:
    if household.head_id == person_id:
        return HEAD
    return next((each.relation for each in household.members if each.person_id == person_id), None)
