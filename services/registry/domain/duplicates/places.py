"""The place in a household that the record which ended had: the survivor takes it, and gives it
back."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.households.events import HouseholdAmended
from services.registry.domain.households.household import Household, Member

HEAD = "head"


@dataclass(frozen=True)
class Place:
    """What two persons were in a household before their records were merged: `head`, a relation
    to the head, or nothing."""

    household_id: str
    merged: str
    survivor: str | None


def place_of(household: Household, merged_id: str, survivor_id: str) -> Place | None:
    """The place of who ends, beside that of who stays; `None` when they have none."""
    merged = _relation(household, merged_id)
    if merged is None:
        return None
    return Place(household.id, merged, _relation(household, survivor_id))


def take(household: Household, merged_id: str, survivor_id: str) -> None:
    """The survivor stands where the other stood; once, and as the head if either was."""
    before = household.person_ids
    if merged_id not in before:
        return
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
    _tell(household, before)


def give_back(household: Household, place: Place, merged_id: str, survivor_id: str) -> None:
    """Both are again what they were, if the survivor still is in the household."""
    before = household.person_ids
    if survivor_id not in before or merged_id in before:
        return
    others = [each for each in household.members if each.person_id != survivor_id]
    for person_id, relation in ((merged_id, place.merged), (survivor_id, place.survivor)):
        if relation == HEAD:
            household.head_id = person_id
        elif relation is not None:
            others.append(Member(person_id, relation))
    household.members = tuple(others)
    _tell(household, before)


def _relation(household: Household, person_id: str) -> str | None:
    if household.head_id == person_id:
        return HEAD
    return next((each.relation for each in household.members if each.person_id == person_id), None)


def _tell(household: Household, before: tuple[str, ...]) -> None:
    joined = tuple(sorted(set(household.person_ids) - set(before)))
    left = tuple(sorted(set(before) - set(household.person_ids)))
    household.events.append(HouseholdAmended(household.id, joined, left, ("members",)))
