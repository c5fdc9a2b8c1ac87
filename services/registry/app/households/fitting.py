"""Whether what a household says of its people is still possible once their facts are others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from services.registry.app.households.ports import Households
from services.registry.app.persons.ports import Persons
from services.registry.app.ports import Today
from services.registry.domain.access import Actor
from services.registry.domain.duplicates import places
from services.registry.domain.households.family import FamilyRules, impossible
from services.registry.domain.households.household import Household
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import may_know
from services.registry.domain.refusals import Refusal


@dataclass(frozen=True)
class Fitting:
    """Asked when sex and birth date change otherwise than by the household itself.

    What was impossible before, as in households that came with a file, is not held against who
    changes something else; of whom and of what does not exist for the actor nothing is told.
    """

    households: Households
    persons: Persons
    law: Callable[[date], FamilyRules]
    today: Today

    def must_fit_merged(
        self, merged: Person, survivor: Person, changes: Changes, actor: Actor
    ) -> None:
        """Raises `SpousesOfOneSex`, `TooYoungToMarry`, `BornBeforeParent`, `ParentTooYoung` for a
        household that cannot be theirs with what the reviewer has chosen."""
        home = self._home(merged.id, actor) or self._home(survivor.id, actor)
        if home is None:
            return
        theirs = replace(home, events=[])
        places.take(theirs, merged.id, survivor.id)
        before = self._impossible(home, {}, actor)
        now = {survivor.id: _changed(survivor, changes)}
        for person_id, refusal in self._impossible(theirs, now, actor).items():
            known = {person_id, merged.id} if person_id == survivor.id else {person_id}
            if known.isdisjoint(before):
                raise refusal

    def contradicts(self, before: Person, now: Person, actor: Actor) -> bool:
        """Whether a household cannot be as it is recorded, now that somebody's facts are these."""
        if (before.sex, before.birth_date) == (now.sex, now.birth_date):
            return False
        home = self._home(now.id, actor)
        if home is None:
            return False
        was, is_now = (self._impossible(home, {now.id: each}, actor) for each in (before, now))
        return not is_now.keys() <= was.keys()

    def _home(self, person_id: str, actor: Actor) -> Household | None:
        home_id = self.households.home_of(person_id)
        home = None if home_id is None else self.households.get_companion(home_id)
        return home if home is not None and may_know(actor, home.protection) else None

    def _impossible(
        self, home: Household, said: Mapping[str, Person], actor: Actor
    ) -> dict[str, Refusal]:
        people = {
            each: said[each] if each in said else self.persons.load(each)
            for each in home.person_ids
        }
        known = {each: it for each, it in people.items() if may_know(actor, it.protection)}
        today = self.today()
        if home.head_id not in known:
            return {}
        others = [
            (known[each.person_id], each.relation)
            for each in home.members
            if each.person_id in known
        ]
        return impossible(known[home.head_id], others, today, self.law(today))


def _changed(person: Person, changes: Changes) -> Person:
    return replace(
        person,
        sex=changes.get("sex", person.sex),
        birth_date=changes.get("birth_date", person.birth_date),
    )
