"""Households follow when records of persons are merged."""

from __future__ import annotations

from chassis.documents.kind import Criteria, Store
from services.registry.domain.duplicates.refusals import TwoHouseholds
from services.registry.domain.households.household import Household


class HouseholdReferences:
    """The survivor takes the place of the record that ended, and gives it back."""

    def __init__(self, store: Store[Household]) -> None:
        self._store = store

    def refuse_unmergeable(self, survivor_id: str, merged_id: str) -> None:
        own, other = self._of(merged_id), self._of(survivor_id)
        if own is not None and other is not None and own.id != other.id:
            raise TwoHouseholds()

    def follow(self, merged_id: str, survivor_id: str) -> None:
        household = self._of(merged_id)
        if household is not None:
            household.replace(merged_id, survivor_id)
            self._store.save(household)

    def restore(self, merged_id: str, survivor_id: str) -> None:
        household = self._of(survivor_id)
        if household is not None:
            household.take_back(merged_id, survivor_id)
            self._store.save(household)

    def _of(self, person_id: str) -> Household | None:
        found = self._store.find(Criteria(equals={"person": person_id}), None, 1).items
        return self._store.load(found[0]["id"]) if found else None
