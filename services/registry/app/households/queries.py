"""What the registry can be asked about households. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.registry.app.households.ports import Households
from services.registry.app.ports import NOBODY, View
from services.registry.domain import access
from services.registry.domain.access import Actor


@dataclass(frozen=True)
class FindHouseholds:
    """Households by one of their persons and by governorate; what is given must all hold."""

    person_id: str | None = None
    governorate: str | None = None
    after: str | None = None
    limit: int = 20


class HouseholdQueries:
    """Reading households, each within the reach of who asks.

    `own_person_id` tells which person of the registry the actor is.
    """

    def __init__(
        self, households: Households, own_person_id: Callable[[Actor], str | None]
    ) -> None:
        self._households = households
        self._own_person_id = own_person_id

    def household(self, household_id: str, actor: Actor) -> View:
        """One household; a citizen sees the one they belong to."""
        view = self._households.view(household_id)
        if not (access.is_citizen_only(actor) and self._belongs(actor, view)):
            access.may_see_household(actor, view["address"]["governorate"])
        return view

    def find_households(self, query: FindHouseholds, actor: Actor) -> View:
        """A page of households; a citizen finds none but their own."""
        if access.is_citizen_only(actor):
            return self._own_household(query, actor)
        return self._households.search(
            person_id=query.person_id,
            governorates=access.governorates_to_search(actor, query.governorate),
            after=query.after,
            limit=query.limit,
        )

    def _own_household(self, query: FindHouseholds, actor: Actor) -> View:
        own = self._own_person_id(actor)
        if own is None or query.person_id not in (None, own):
            return NOBODY
        governorates = None if query.governorate is None else frozenset({query.governorate})
        return self._households.search(
            person_id=own, governorates=governorates, after=query.after, limit=query.limit
        )

    def _belongs(self, actor: Actor, household: View) -> bool:
        own = self._own_person_id(actor)
        members = (each["person_id"] for each in household["members"])
        return own is not None and own in (household["head_id"], *members)
