"""Whose enrolments an actor reaches: staff by governorate, a family its own."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.programmes.ports import Homes, OwnPerson
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
