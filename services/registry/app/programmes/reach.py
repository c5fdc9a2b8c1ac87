"""Whose enrolments an actor reaches: staff by governorate, a family its own; who deals with one is
in the audit log, as the answer says why it was decided so.

What is a person's own follows that person at once, whichever household it still names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.registry.app.ports import Audit, View, is_missing
from services.registry.app.programmes.ports import ExistsFor, Homes, OwnPerson, People, Wanted
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.persons.facts import BirthDate
from services.registry.domain.programmes.access import (
    is_administrator,
    may_see,
    may_take_application,
)
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.grievance import Grievance
from services.registry.domain.programmes.refusals import (
    ApplicantMinor,
    EnrolmentNotYours,
    EnrolmentUnknown,
    GrievanceUnknown,
)

Record = Enrolment | Grievance
OneRecord = TypeVar("OneRecord", Enrolment, Grievance)
PersonOf = Callable[[str], str | None]
"""Whose alone an enrolment is, by its id; `None` when it is the household's."""
OverdueAbout = Callable[[str], bool]
"""Whether a grievance about the enrolment with this id is overdue."""
IsChild = Callable[[BirthDate | None], bool]
"""Whether somebody who was born then may not be of age today."""
SYSTEM = "system"


@dataclass(frozen=True)
class Reach:
    """Decides with the household at hand, and with where a person lives now."""

    homes: Homes
    people: People
    own_person_id: OwnPerson
    exists_for: ExistsFor
    knows_person: Callable[[Actor, str], bool]
    person_of: PersonOf
    is_overdue_about: OverdueAbout
    is_child: IsChild
    audit: Audit

    def is_of_family(self, actor: Actor, household_id: str) -> bool:
        """Whether the actor is a citizen who belongs to this household, or was its last head."""
        own = self._citizen(actor)
        return own is not None and self._lived_in(own, household_id)

    def must_be_of_age(self, actor: Actor) -> None:
        """Raise `ApplicantMinor` for a citizen who is not: somebody grown up asks for them."""
        own = self._citizen(actor)
        if own is not None and self.is_child(self.people(own).born):
            raise ApplicantMinor()

    def is_theirs(self, actor: Actor, record: Record) -> bool:
        """Whether the actor is the citizen whose own this is, or of the family it is for now."""
        own = self._citizen(actor)
        return own is not None and self._is_for(own, self._beneficiary(record), record.household_id)

    def knows(self, actor: Actor, household_id: str) -> bool:
        """Whether a household exists for this actor: protected ones do for who needs to know."""
        return self.exists_for(household_id, actor)

    def known(self, actor: Actor, items: Sequence[View]) -> list[View]:
        """Those of a list that exist for this actor; of a citizen those that are theirs."""
        found = {each["household_id"] for each in items}
        known = {each for each in found if self.knows(actor, each)}
        # Somebody protected may live in a household that everybody sees: what is theirs is hidden.
        whose = [(each, self._listed_of(each)) for each in items]
        hidden = {person for _, person in whose if person and not self.knows_person(actor, person)}
        shown = [
            (each, person)
            for each, person in whose
            if each["household_id"] in known and person not in hidden
        ]
        own = self._citizen(actor)
        return [
            each
            for each, person in shown
            if own is None or self._is_for(own, person, each["household_id"])
        ]

    def admit(
        self, guard: Callable[[Actor, OneRecord], None], actor: Actor
    ) -> Callable[[OneRecord], None]:
        """A guard that, before all else, hides what belongs to a household unknown to the actor."""

        def admitted(record: OneRecord) -> None:
            self.must_know(actor, record)
            guard(actor, record)
            self.written_down(actor, record)

        return admitted

    def written_down(self, actor: Actor, record: Record) -> None:
        """Write down that the actor deals with it; of what the system does nothing is shown."""
        if SYSTEM not in actor.roles:
            kind = "grievance" if isinstance(record, Grievance) else "enrolment"
            self.audit.record(f"{kind}.handle", kind, record.id)

    def must_know(self, actor: Actor, record: Record) -> None:
        """Raise as if there were no such record, unless its household exists for the actor."""
        if SYSTEM in actor.roles:
            return
        person_id = self._beneficiary(record)
        hidden = person_id is not None and not self.knows_person(actor, person_id)
        if hidden or not self.knows(actor, self._home_of(person_id, record.household_id)):
            raise GrievanceUnknown() if isinstance(record, Grievance) else EnrolmentUnknown()

    def may_see(self, actor: Actor, record: Record) -> None:
        """Raise unless the actor may read this."""
        self.must_know(actor, record)
        if is_administrator(actor) and self._waits_for_the_ministry(record):
            return
        if not access.is_citizen_only(actor):
            may_see(actor, record.governorate)
        elif not self.is_theirs(actor, record):
            raise EnrolmentNotYours()

    def must_be_theirs(self, actor: Actor, record: Record) -> None:
        """Raise unless the actor is of the family, or staff of its governorate."""
        self.must_know(actor, record)
        if not self.is_theirs(actor, record):
            may_take_application(actor, record.governorate)
        self.written_down(actor, record)

    def wanted(self, filters: Mapping[str, str | None], actor: Actor) -> Wanted | None:
        """The filters as keys, narrowed to what the actor may see; `None`: nothing at all.

        Raises for a governorate that staff do not serve. For citizens who name neither household
        nor person it is their own; what is not theirs is left out of every page (`known`).
        """
        given = {name: value for name, value in filters.items() if value is not None}
        if access.is_citizen_only(actor):
            return self._of_family(given, actor)
        governorates = access.governorates_to_search(actor, given.pop("governorate", None))
        any_of = {} if governorates is None else {"governorate": sorted(governorates)}
        return Wanted(_keys(given), any_of)

    def overdue(self, filters: Mapping[str, str | None]) -> Wanted:
        """The same of grievances, as administrators find them: those that are overdue."""
        given = {name: value for name, value in filters.items() if value is not None}
        return Wanted(_keys({**given, "escalated": "yes"}))

    def _waits_for_the_ministry(self, record: Record) -> bool:
        """Whether it is an overdue grievance, what such a one is about, or a review is owed."""
        if isinstance(record, Grievance):
            return record.escalated_on is not None
        return record.review_not_by is not None or self.is_overdue_about(record.id)

    def _of_family(self, given: Mapping[str, str], actor: Actor) -> Wanted | None:
        own = self._citizen(actor)
        if own is None:
            return None
        home, person = given.get("household_id"), given.get("person_id")
        if home is None and person is None:
            return Wanted(_keys({**given, **self._own_keys(own, given)}))
        seen = home is not None and self._lived_in(own, home)
        return Wanted(_keys(given)) if seen or person == own else None

    def _own_keys(self, own: str, given: Mapping[str, str]) -> dict[str, str]:
        if "enrolment_id" in given:
            return {}  # one enrolment is theirs or not, wherever they live
        home = self.people(own).household_id
        return {"person_id": own} if home is None else {"household_id": home}

    def _is_for(self, own: str, person_id: str | None, household_id: str) -> bool:
        if person_id is None:
            return self._lived_in(own, household_id)
        where = self.people(person_id)
        if own == where.person_id:
            return True
        # What was for somebody who died stays with those among whom they lived.
        home = where.household_id if where.alive else household_id
        return home is not None and self._lived_in(own, home)

    def _lived_in(self, own: str, household_id: str) -> bool:
        """Of a household that is not there one learns what one learns of somebody else's."""
        try:
            home = self.homes(household_id)
        except Exception as error:
            if not is_missing(error):
                raise
            return False
        return own in (home.person_ids or (home.head_id,))

    def _home_of(self, person_id: str | None, household_id: str) -> str:
        """Where whoever it is for lives, as far as that is known."""
        home = None if person_id is None else self.people(person_id).household_id
        return home or household_id

    def _citizen(self, actor: Actor) -> str | None:
        return self.own_person_id(actor) if access.is_citizen_only(actor) else None

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
