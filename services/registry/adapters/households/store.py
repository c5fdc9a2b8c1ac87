"""How households are kept: state, view, search keys, and the store that answers searches."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from chassis.documents.kind import Criteria, Kind, State, Store, View
from services.registry.adapters.households.events import publish
from services.registry.app.persons import plain
from services.registry.domain.households.household import Household, Member


def _to_state(household: Household) -> State:
    return {
        "head_id": household.head_id,
        "members": [asdict(each) for each in household.members],
        "address": asdict(household.address),
        "origin": plain.origin_to(household.origin),
    }


def _from_state(household_id: str, version: int, state: State) -> Household:
    return Household(
        id=household_id,
        head_id=state["head_id"],
        members=tuple(Member(**each) for each in state["members"]),
        address=plain.address_from(state["address"]),
        origin=plain.origin_from(state["origin"]),
        version=version,
    )


def _to_view(household: Household) -> View:
    state = _to_state(household)
    origin = state.pop("origin")
    return {"id": household.id, "version": household.version, **state, **origin}


def _keys(household: Household) -> dict[str, Any]:
    return {
        "person": list(household.person_ids),
        "governorate": household.address.governorate,
    }


HOUSEHOLDS: Kind[Household] = Kind(
    service="registry",
    name="household",
    collection="households",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=publish,
    keys=_keys,
    unique={"person": "person_in_other_household"},
    indexes=(("governorate",),),
)


class KeptHouseholds:
    """Households in a store of documents."""

    def __init__(self, store: Store[Household]) -> None:
        self._store = store
        self.get = store.get
        self.add = store.add
        self.save = store.save
        self.view = store.view

    def search(
        self,
        *,
        person_id: str | None,
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page of households; see `app.ports.Households`."""
        criteria = Criteria(
            equals={} if person_id is None else {"person": person_id},
            any_of={} if governorates is None else {"governorate": sorted(governorates)},
        )
        page = self._store.find(criteria, after, limit)
        return {"items": page.items, "next": page.next}
