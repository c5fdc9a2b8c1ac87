"""Deaths of which a merge of two records tells: whoever belongs to a household dies there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from services.registry.app.households.people import People
from services.registry.app.households.ports import Households
from services.registry.app.privacy.veiling import Leaving
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.duplicates.deaths import HouseholdDeath, live_again
from services.registry.domain.duplicates.homes import moved_along
from services.registry.domain.duplicates.refusals import DuplicateNotFound
from services.registry.domain.households.household import Household
from services.registry.domain.households.life import DEATH, LifeEvent, Succession
from services.registry.domain.households.refusals import SuccessionUnfit
from services.registry.domain.privacy.protection import may_know


@dataclass(frozen=True)
class MergedDeaths:
    """See `app.duplicates.ports.Deaths`. Within the transaction of the merge."""

    households: Households
    people: People

    def record(
        self,
        dead: Collection[str],
        on: date | None,
        successor: Succession | None,
        actor: Actor,
    ) -> HouseholdDeath | None:
        household = None if on is None else self._home(dead)
        if household is None or on is None:
            if successor is not None:
                raise SuccessionUnfit()
            return None
        if not may_know(actor, household.protection):
            raise DuplicateNotFound()  # nothing tells of a household that is hidden
        access.may_change_this_household(actor, household)
        before = HouseholdDeath(household.id, household.version)
        leaving = tuple(each for each in household.person_ids if each in dead)
        married = {e for e in self.people.couples(household.id) if e.isdisjoint(dead)}
        self.people.hand_over(household, Leaving(leaving, successor), DEATH, actor, married)
        household.release(leaving, successor, LifeEvent(DEATH, on, leaving))
        self.households.save(household, why=DEATH)
        return before

    def take_back(self, death: HouseholdDeath, alive: Collection[str], why: str) -> None:
        household = self.households.get_companion(death.household_id)
        states = self.households.states(household.id)
        former = next(each for each in states if each.version == death.version)
        then = next(each for each in states if each.version > death.version)
        homeless = [each for each in alive if self.households.home_of(each) is None]
        live_again(household, former, then, homeless)
        for each in set(homeless) & set(household.person_ids):
            person = self.people.persons.get_companion(each)
            address = moved_along(person, former.address, household.address)
            person.amend({"address": address}, self.people.today())
            self.people.persons.save(person, why)
        self.households.save(household, why=why)

    def _home(self, person_ids: Collection[str]) -> Household | None:
        homes = (self.households.home_of(each) for each in person_ids)
        found = next((each for each in homes if each is not None), None)
        return None if found is None else self.households.get_companion(found)
