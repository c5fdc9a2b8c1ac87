"""Households follow when records of persons are merged."""

from __future__ import annotations

from chassis.documents.kind import Criteria, Store
from chassis.errors import NotFound
from services.registry.domain.duplicates import places
from services.registry.domain.duplicates.places import Place
from services.registry.domain.duplicates.refusals import TwoHouseholds
from services.registry.domain.households.household import Household


class HouseholdReferences:
    """The survivor takes the place of the record that ended, and gives it back."""

    def __init__(self, store: Store[Household]) -> None:
        self._store = store

    def place(self, merged_id: str, survivor_id: str) -> Place | None:
        own, other = self._of(merged_id), self._of(survivor_id)
        if own is not None and other is not None and own.id != other.id:
            raise TwoHouseholds()
        return None if own is None else places.place_of(own, merged_id, survivor_id)

    def follow(self, merged_id: str, survivor_id: str) -> None:
        household = self._of(merged_id)
        if household is not None:
            places.take(household, merged_id, survivor_id)
            self._store.save(household)

    def restore(self, place: Place, merged_id: str, survivor_id: str) -> None:
        try:
            household = self._store.load(place.household_id)
        except NotFound:
            return
        places.give_back(household, place, merged_id, survivor_id)
        self._store.save(household)

    def _of(self, person_id: str) -> Household | None:
        found = self._store.find(Criteria(equals={"person": person_id}), None, 1).items
        return self._store.load(found[0]["id"]) if found else None
