"""The death that one of two records tells: what a reviewer is told of it, and what becomes of the
household of the other when it turns out to be that of both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from services.registry.domain.duplicates.comparisons import DIFFERENT
from services.registry.domain.duplicates.model import Evidence
from services.registry.domain.duplicates.places import tell
from services.registry.domain.households.household import DISSOLVED, Household
from services.registry.domain.households.life import Member
from services.registry.domain.persons.person import Person

IN_ONE_RECORD = "in_one_record"
_FIELD = "died_on"
_MIRRORED = {
    "spouse": "spouse",
    "child": "parent",
    "parent": "child",
    "sibling": "sibling",
    "grandchild": "grandparent",
    "grandparent": "grandchild",
    "unrelated": "unrelated",
}
_RELATIVE = "other_relative"


@dataclass(frozen=True)
class HouseholdDeath:
    """A death that a merge recorded in a household; `version` is the household's until then."""

    household_id: str
    version: int


def evidence_of_death(one: Person, two: Person) -> Evidence | None:
    """What their deaths say of two records: told and never weighed, for the dead are registered
    twice as the living are. Nothing of two who live."""
    days = {one.died_on, two.died_on}
    if days == {None}:
        return None
    level = "same" if len(days) == 1 else IN_ONE_RECORD if None in days else DIFFERENT
    return Evidence(_FIELD, level, 0.0)


def live_again(
    household: Household, former: Household, then: Household, alive: Collection[str]
) -> None:
    """That death was none: these live here again as in the `former` state.

    Exactly so where nobody has changed since `then` (just after the death) who belongs here. Else
    they come back as what they are to whoever heads it now, as far as that is known; to what was
    dissolved since, or hidden, nobody comes back by themselves.
    """
    before = household.person_ids
    back = [each for each in former.person_ids if each in alive and each not in before]
    if not back or household.is_protected:
        return
    left = set(former.person_ids) - set(then.person_ids)
    if left == set(back) and _same_people(household, then):
        household.head_id, household.members = former.head_id, former.members
        household.status = former.status
    elif household.status == DISSOLVED:
        return
    else:
        returning = (Member(each, _relation_now(each, household, former)) for each in back)
        household.members = (*household.members, *returning)
    if household.last_event == then.last_event:
        household.last_event = former.last_event
    tell(household, before)


def _same_people(one: Household, two: Household) -> bool:
    return (one.head_id, one.members, one.status) == (two.head_id, two.members, two.status)


def _relation_now(person_id: str, household: Household, former: Household) -> str:
    """What somebody is to the head of today, by what was known before."""
    if household.head_id == former.head_id:
        return former.relation_of(person_id)
    if person_id == former.head_id and household.head_id in former.person_ids:
        return _MIRRORED.get(former.relation_of(household.head_id), _RELATIVE)
    return _RELATIVE
