"""Whose enrolments an actor reaches: staff by governorate, a family its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from services.registry.app.ports import View
from services.registry.app.programmes.ports import ExistsFor, Homes, OwnPerson, Wanted
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.programmes.access import may_see, may_take_application
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.grievance import Grievance
from services.registry.domain.programmes.refusals import (
    EnrolmentNotYours,
    EnrolmentUnknown,
    GrievanceUnknown,
)

Record = Enrolment | Grievance
Guard = Callable[[Actor, Record], None]
PersonOf = Callable[[str], str | None]
"""Whose alone an enrolment is, by its id; `None` when it is the household's."""
SYSTEM = "system"


@dataclass(frozen=True)
class Reach:
    """Decides with the household at hand."""

    homes: Homes
    own_person_id: OwnPerson
    exists_for: ExistsFor
    knows_person: Callable[[Actor, str], bool]
    person_of: PersonOf

    def is_of_family(self, actor: Actor, household_id: str) -> bool:
        """Whether the actor is a citizen who belongs to this household."""
        if not access.is_citizen_only(actor):
            return False
        own = self.own_person_id(actor)
        return own is not None and own in self.homes(household_id).person_ids

    def knows(self, actor: Actor, household_id: str) -> bool:
        """Whether a household exists for this actor: protected ones do for who needs to know."""
        return self.exists_for(household_id, actor)

    def known(self, actor: Actor, items: Sequence[View]) -> list[View]:
        """Those of a list that exist for this actor."""
        found = {each["household_id"] for each in items}
        known = {each for each in found if self.knows(actor, each)}
        # Somebody protected may live in a household that everybody sees: what is theirs is hidden.
        whose = [self._listed_of(each) for each in items]
        hidden = {each for each in whose if each and not self.knows_person(actor, each)}
        return [
            each
            for each, person_id in zip(items, whose, strict=True)
            if each["household_id"] in known and person_id not in hidden
        ]

    def admit(self, guard: Guard, actor: Actor) -> Callable[[Record], None]:
        """A guard that, before all else, hides what belongs to a household unknown to the actor."""

        def admitted(record: Record) -> None:
            self.must_know(actor, record)
            guard(actor, record)

        return admitted

    def must_know(self, actor: Actor, record: Record) -> None:
        """Raise as if there were no such record, unless its household exists for the actor."""
        if SYSTEM in actor.roles:
            return
        person_id = self._beneficiary(record)
        hidden = person_id is not None and not self.knows_person(actor, person_id)
        if hidden or not self.knows(actor, record.household_id):
            raise GrievanceUnknown() if isinstance(record, Grievance) else EnrolmentUnknown()

    def may_see(self, actor: Actor, record: Record) -> None:
        """Raise unless the actor may read this."""
        self.must_know(actor, record)
        if not access.is_citizen_only(actor):
            may_see(actor, record.governorate)
        elif not self.is_of_family(actor, record.household_id):
            raise EnrolmentNotYours()

    def must_be_theirs(self, actor: Actor, record: Record) -> None:
        """Raise unless the actor is of the family, or staff of its governorate."""
        self.must_know(actor, record)
        if not self.is_of_family(actor, record.household_id):
            may_take_application(actor, record.governorate)

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

    def _beneficiary(self, record: Record) -> str | None:
        """Whose alone it is, when not the household's; of a grievance, what it is about decides."""
        if isinstance(record, Grievance):
            return self.person_of(record.whose.enrolment_id)
        return record.applicant.person_id

    def _listed_of(self, item: View) -> str | None:
        """The same of what a list shows: grievances there name their enrolment."""
        if "enrolment_id" in item:
            return self.person_of(item["enrolment_id"])
        own: str | None = item["person_id"]
        return own


def _keys(given: Mapping[str, str]) -> dict[str, str]:
    return {name.removesuffix("_id"): value for name, value in given.items()}
