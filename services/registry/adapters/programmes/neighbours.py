"""What programmes take from the registry's other areas."""

from __future__ import annotations

from chassis.documents.kind import Store
from services.registry.app.programmes.ports import Home
from services.registry.domain.access import Actor
from services.registry.domain.households.household import Household


class KeptHomes:
    """Households out of their store."""

    def __init__(self, store: Store[Household]) -> None:
        self._store = store

    def __call__(self, household_id: str, actor: Actor) -> Home:
        household = self._store.load(household_id)
        return Home(household.head_id, household.person_ids, household.address.governorate)
