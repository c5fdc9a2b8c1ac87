"""Where the households of the registry live, and its programmes, as surveys need it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pymongo.database import Database

from chassis.documents.kind import Store
from chassis.errors import NotFound
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.domain.households.household import DISSOLVED, Household
from services.registry.domain.programmes.programme import Programme
from services.registry.domain.surveys.researcher import Area

PROTECTED = "protected"
"""The key of households that nobody may find who does not need to know them."""


class KnownProgrammes:
    """The register of programmes, as rounds ask it."""

    def __init__(self, store: Store[Programme]) -> None:
        self._store = store

    def exists(self, programme_id: str) -> bool:
        try:
            self._store.load(programme_id)
        except NotFound:
            return False
        return True


class HouseholdPlaces:
    """Places of households: many by one query, without a database one by one."""

    def __init__(self, store: Store[Household], database: Database[dict[str, Any]] | None) -> None:
        self._store = store
        self._collection = None if database is None else database[HOUSEHOLDS.collection]

    def places(self, household_ids: Sequence[str]) -> Mapping[str, Area]:
        """Of those in which somebody lives and which are not protected: where they live."""
        return self._where(household_ids, {"state.status": {"$ne": DISSOLVED}})

    def known(self, household_ids: Sequence[str]) -> Collection[str]:
        """Those that there are, or were; a protected one is like one that there never was."""
        return self._where(household_ids, {}).keys()

    def _where(
        self, household_ids: Sequence[str], narrowed: Mapping[str, Any]
    ) -> Mapping[str, Area]:
        if self._collection is None:
            return self._one_by_one(household_ids, living=bool(narrowed))
        found = self._collection.find(
            {
                "_id": {"$in": list(household_ids)},
                f"keys.{PROTECTED}": {"$exists": False},
                **narrowed,
            },
            {"state.address.governorate": 1, "state.address.district": 1},
        )
        return {each["_id"]: Area(**each["state"]["address"]) for each in found}

    def _one_by_one(self, household_ids: Sequence[str], living: bool) -> Mapping[str, Area]:
        found = {}
        for household_id in household_ids:
            try:
                household = self._store.load(household_id)
            except NotFound:
                continue
            hidden = PROTECTED in HOUSEHOLDS.present_keys(household)
            if not hidden and not (living and household.status == DISSOLVED):
                found[household_id] = Area(
                    household.address.governorate, household.address.district
                )
        return found
