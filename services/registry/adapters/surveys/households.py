"""Where the households of the registry live, as surveys need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chassis.documents.kind import Store
from chassis.errors import NotFound
from services.registry.domain.households.household import Household
from services.registry.domain.surveys.researcher import Area


class HouseholdPlaces:
    """Places of households out of their own store."""

    def __init__(self, store: Store[Household]) -> None:
        self._store = store

    def places(self, household_ids: Sequence[str]) -> Mapping[str, Area]:
        """Of those that exist: where they live."""
        found = {}
        for household_id in household_ids:
            try:
                address = self._store.load(household_id).address
            except NotFound:
                continue
            found[household_id] = Area(address.governorate, address.district)
        return found
