"""Households and wards follow when records of persons are merged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from chassis.documents.kind import Criteria, Store
from services.registry.adapters.persons.keys import ward_place
from services.registry.adapters.persons.store import KeptPersons
from services.registry.domain.duplicates import places
from services.registry.domain.duplicates.homes import SharedHome, moved_along
from services.registry.domain.duplicates.places import Place
from services.registry.domain.duplicates.refusals import TwoHouseholds
from services.registry.domain.duplicates.siblings import Siblings
from services.registry.domain.households.household import Household
from services.registry.domain.persons.person import Person

KeptPlace = Callable[[str, str], "Place | None"]
"""The place that a pair has kept for the record which ended, since before households did."""


class HouseholdsFollow:
    """The survivor takes the place of the record that ended, and gives it back."""

    def __init__(
        self,
        store: Store[Household],
        persons: KeptPersons,
        kept: KeptPlace,
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._persons = persons
        self._kept = kept
        self._today = today

    def must_fit(self, merged_id: str, survivor_id: str) -> None:
        """Raises `TwoHouseholds`: nobody is in two, by any of their records."""
        if len({each.id for each in self._of_all(merged_id, survivor_id).values()}) > 1:
            raise TwoHouseholds()

    def of_both(self, one_id: str, two_id: str) -> SharedHome | None:
        """See `app.duplicates.ports.Homes`."""
        homes = {each: self._of_all(each) for each in (one_id, two_id)}
        known = {home.id: home for found in homes.values() for home in found.values()}
        if len(known) != 1:
            return None
        (home,) = known.values()
        lives_here = frozenset(each for each, found in homes.items() if found)
        return None if home.is_protected else SharedHome(home.address, lives_here)

    def follow(self, merged_id: str, survivor_id: str) -> None:
        household = self._of(merged_id)
        if household is not None:
            self.must_fit(merged_id, survivor_id)
            places.take(household, merged_id, survivor_id)
            self._store.save(household, why=f"merged into {survivor_id}")

    def come_back(self, merged_id: str, survivor_id: str) -> None:
        household = self._of(survivor_id)
        if household is None:
            return
        kept = self._kept(merged_id, survivor_id)
        if kept is not None and kept.household_id != household.id:
            kept = None
        before = household.person_ids
        places.give_back(household, merged_id, survivor_id, kept)
        if merged_id in household.person_ids and merged_id not in before:
            # First: a run that ends here finds the household as it was, and does both.
            self._rehouse(merged_id, household, f"merge into {survivor_id} undone")
        self._store.save(household, why=f"merge into {survivor_id} undone")

    def _rehouse(self, person_id: str, household: Household, why: str) -> None:
        """Who goes back lives where the household has moved meanwhile."""
        person = self._persons.load(person_id)
        if person.merged_into is not None:
            return
        if household.is_protected and person.protection is None:
            return  # their record would show where it is
        states = [each.aggregate for each in self._store.history(household.id)]
        then = [each.address for each in states if person_id in each.person_ids]
        if then:
            address = moved_along(person, then[-1], household.address)
            person.amend({"address": address}, self._today())
            self._persons.save(person, why)

    def _of_all(self, *person_ids: str) -> dict[str, Household]:
        """The households of these persons, by each of their records that lives in one: a record
        that was merged into theirs may not have been followed yet."""
        records = {record for each in person_ids for record in self._records_of(each)}
        homes = {each: self._of(each) for each in records}
        return {each: home for each, home in homes.items() if home is not None}

    def _records_of(self, person_id: str) -> list[str]:
        return [person_id, *self._persons.absorbed(person_id)]

    def _of(self, person_id: str) -> Household | None:
        return _home_of(self._store, person_id)


class ChildrenAtHome:
    """Which two are children of one household."""

    def __init__(self, store: Store[Household]) -> None:
        self._store = store

    def __call__(self, one_id: str, two_id: str) -> Siblings | None:
        """See `app.duplicates.ports.SiblingsOf`."""
        home = _home_of(self._store, one_id)
        if home is None or two_id not in home.person_ids:
            return None
        states = (each.aggregate for each in self._store.history(home.id))
        return Siblings.of(home, states, one_id, two_id)


def _home_of(store: Store[Household], person_id: str) -> Household | None:
    found = store.find(Criteria(equals={"person": person_id}), None, 1).items
    return store.load(found[0]["id"]) if found else None


class WardsFollow:
    """Whose guardian was merged has the record that stays as their guardian."""

    def __init__(self, store: Store[Person]) -> None:
        self._store = store

    def follow(self, merged_id: str, survivor_id: str) -> None:
        for ward in self._of(merged_id):
            ward.guardian_merged(merged_id, survivor_id)
            self._store.save(ward, why=f"guardian merged into {survivor_id}")

    def come_back(self, merged_id: str, survivor_id: str) -> None:
        for ward in self._of(survivor_id):
            ward.guardian_parted(merged_id, survivor_id)
            self._store.save(ward, why=f"guardian's merge into {survivor_id} undone")

    def _of(self, guardian_id: str) -> list[Person]:
        return list(self._store.each(Criteria(equals={"places": ward_place(guardian_id)})))
