"""Whose enrolments an actor reaches: staff by governorate, a family its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.registry.app.programmes.ports import Homes, OwnPerson, Wanted
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.programmes.access import may_see
from services.registry.domain.programmes.refusals import EnrolmentNotYours


@dataclass(frozen=True)
class Reach:
    """Decides with the household at hand."""

    homes: Homes
    own_person_id: OwnPerson

    def is_of_family(self, actor: Actor, household_id: str) -> bool:
        """Whether the actor is a citizen who belongs to this household."""
        if not access.is_citizen_only(actor):
            return False
        own = self.own_person_id(actor)
        return own is not None and own in self.homes(household_id, actor).person_ids

    def may_see(self, actor: Actor, household_id: str, governorate: str) -> None:
        """Raise unless the actor may read what concerns this household."""
        if access.is_citizen_only(actor):
            self.must_be_family(actor, household_id)
        else:
            may_see(actor, governorate)
            self.homes(household_id, actor)

    def must_be_family(self, actor: Actor, household_id: str) -> None:
        """Raise unless the actor belongs to this household."""
        if not self.is_of_family(actor, household_id):
            raise EnrolmentNotYours()

    def wanted(self, filters: Mapping[str, str | None], actor: Actor) -> Wanted | None:
        """The filters as keys, narrowed to what the actor may see; `None`: nothing at all.

        Raises for a governorate that staff do not serve. Citizens name their own household.
        """
        given = {name: value for name, value in filters.items() if value is not None}
        if access.is_citizen_only(actor):
            own = given.get("household_id")
            seen = own is not None and self.is_of_family(actor, own)
            return Wanted(_keys(given)) if seen else None
        governorates = access.governorates_to_search(actor, given.pop("governorate", None))
        any_of = {} if governorates is None else {"governorate": sorted(governorates)}
        return Wanted(_keys(given), any_of)


def _keys(given: Mapping[str, str]) -> dict[str, str]:
    return {name.removesuffix("_id"): value for name, value in given.items()}
