"""Finds whom an emergency might concern, by the places and groups it was declared for."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

from services.registry.adapters.documents import Documents, State
from services.registry.app.emergencies.ports import Found, Grouping
from services.registry.domain.emergencies.emergency import Group, Place
from services.registry.domain.emergencies.refusals import GroupWithoutProgramme
from services.registry.domain.persons.place_names import place_key

_FIELDS = ("address", "head_id", "members", "status", "protection")


class PlacesAndGroups:
    """Places are looked up here, to the sub-district; groups are area eligibility's to find."""

    def __init__(self, documents: Documents, targeting: Grouping) -> None:
        self._documents = documents
        self._targeting = targeting

    def check(self, group: Group) -> None:
        if group.expression is not None:
            self._targeting.check(group.expression)
        programme_id = group.programme_id
        if programme_id and not self._documents.some("programmes", [programme_id]):
            raise GroupWithoutProgramme()

    def households(self, places: Sequence[Place], group: Group) -> Iterator[Found]:
        fitting = self._fitting(places, group)
        governorates = sorted({each.governorate for each in places})
        streams = (
            self._documents.each("households", {"governorate": each}, None, _FIELDS)
            for each in governorates
        )
        for household_id, state in heapq.merge(*streams, key=lambda each: each[0]):
            if state.get("status") == "dissolved" or not _is_there(state["address"], places):
                continue
            protected = bool(state.get("protection"))
            fits = fitting is None or household_id in fitting
            if fits or protected:
                persons = state["head_id"], *(each["person_id"] for each in state["members"])
                place = state["address"]["governorate"]
                yield Found(household_id, place, persons, protected, fits)

    def _fitting(self, places: Sequence[Place], group: Group) -> frozenset[str] | None:
        """Whom the group's conditions fit; `None` when the places alone decide."""
        if group.expression is None and group.programme_id is None:
            return None
        # Aid rests on vital interest: whoever is hidden is chosen by the same conditions, and told
        # of to administrators alone, who pay them.
        found = self._targeting.households(
            places, group.expression, group.programme_id, with_protected=True
        )
        return frozenset(found)


def _is_there(address: State, places: Sequence[Place]) -> bool:
    return any(
        address["governorate"] == each.governorate
        and each.district in (None, address.get("district"))
        and (each.subdistrict is None or _key(each.subdistrict) == _key(address.get("subdistrict")))
        for each in places
    )


def _key(subdistrict: str | None) -> str | None:
    return None if subdistrict is None else place_key(subdistrict)
