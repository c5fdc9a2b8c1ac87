"""Households and wards follow when records of persons are merged."""

from __future__ import annotations

from collections.abc import Callable

from chassis.documents.kind import Criteria, Store
from services.registry.adapters.persons.keys import ward_place
from services.registry.domain.duplicates import places
from services.registry.domain.duplicates.places import Place
from services.registry.domain.duplicates.refusals import TwoHouseholds
from services.registry.domain.duplicates.siblings import Siblings
from services.registry.domain.households.household import Household
from services.registry.domain.persons.person import Person

KeptPlace = Callable[[str, str], "Place | None"]
"""The place that a pair has kept for the record which ended, since before households did."""


class HouseholdsFollow:
    """The survivor takes the place of the record that ended, and gives it back."""

    def __init__(self, store: Store[Household], kept: KeptPlace) -> None:
        self._store = store
        self._kept = kept

    def must_fit(self, merged_id: str, survivor_id: str) -> None:
        """Raises `TwoHouseholds`: nobody is in two."""
        own, other = self._of(merged_id), self._of(survivor_id)
        if own is not None and other is not None and own.id != other.id:
            raise TwoHouseholds()

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
        places.give_back(household, merged_id, survivor_id, kept)
        self._store.save(household, why=f"merge into {survivor_id} undone")

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
