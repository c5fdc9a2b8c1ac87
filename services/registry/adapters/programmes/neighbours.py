"""What programmes take from the registry's other areas, and who follows what happens there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date

from chassis.documents.kind import Criteria, Store
from services.registry.adapters.programmes.enrolments import living_key
from services.registry.app.ports import View
from services.registry.app.programmes.ports import Home, Less, Whereabouts
from services.registry.domain.access import Actor
from services.registry.domain.households.household import Household
from services.registry.domain.payments.recovery import OPEN, Recovery
from services.registry.domain.persons.person import Person
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.grievance import Grievance, Grieved
from services.registry.domain.programmes.words import Status
from services.registry.domain.refusals import Refusal

_MOST_OF_ONE = 200
"""More than there are programmes: a household and each of its members are in one once."""


class KeptHomes:
    """Households out of their store."""

    def __init__(self, store: Store[Household]) -> None:
        self._store = store

    def __call__(self, household_id: str) -> Home:
        household = self._store.load(household_id)
        return Home(
            household.head_id,
            household.person_ids,
            household.address.governorate,
        )


class KeptPeople:
    """Persons and the households they are in, out of their stores."""

    def __init__(self, persons: Store[Person], households: Store[Household]) -> None:
        self._persons = persons
        self._households = households

    def __call__(self, person_id: str) -> Whereabouts:
        person = self._persons.load(person_id)
        while person.merged_into is not None:
            person = self._persons.load(person.merged_into)
        homes = self._households.find(Criteria(equals={"person": person.id}), None, 1).items
        place = homes[0]["address"] if homes else {"governorate": person.address.governorate}
        return Whereabouts(
            person.id,
            alive=person.died_on is None,
            household_id=homes[0]["id"] if homes else None,
            governorate=place["governorate"],
            born=person.birth_date,
        )


class ConcernedBy:
    """Enrolments by whom they are for, and the open grievances about them."""

    def __init__(self, enrolments: Store[Enrolment], grievances: Store[Grievance]) -> None:
        self._enrolments = enrolments
        self._grievances = grievances

    def of(self, household_id: str, person_ids: Collection[str]) -> Sequence[str]:
        either = (
            Criteria(equals={"household": household_id}),
            Criteria(any_of={"person": sorted(person_ids)}),
        )
        return sorted({each.id for wanted in either for each in self._enrolments.each(wanted)})

    def open_grievances(self, enrolment_id: str) -> Sequence[str]:
        wanted = Criteria(equals={"enrolment": enrolment_id, "status": Grieved.OPEN.value})
        return [each.id for each in self._grievances.each(wanted)]


class Running:
    """The enrolments of a household that the rules can be applied to anew."""

    def __init__(self, store: Store[Enrolment]) -> None:
        self._store = store

    def __call__(self, household_id: str) -> Sequence[str]:
        wanted = Criteria(
            equals={"household": household_id},
            any_of={"status": [Status.WAITING, Status.ACTIVE, Status.SUSPENDED]},
        )
        return [each["id"] for each in self._store.find(wanted, None, _MOST_OF_ONE).items]


class LivingBeside:
    """What lives of those whom an enrolment is for, in its programme, by every record of theirs."""

    def __init__(self, store: Store[Enrolment], people: KeptPeople) -> None:
        self._store = store
        self._people = people

    def __call__(self, enrolment: Enrolment) -> str | None:
        by = _records_of(enrolment, self._people)
        wanted = Criteria(any_of={"living": [living_key(enrolment.programme.id, it) for it in by]})
        found = (each["id"] for each in self._store.find(wanted, None, 1 + len(by)).items)
        return next((each for each in found if each != enrolment.id), None)


class FirstSince:
    """When those whom an enrolment was for were first granted the same after it had ended."""

    def __init__(self, store: Store[Enrolment], people: KeptPeople) -> None:
        self._store = store
        self._people = people

    def __call__(self, enrolment: Enrolment) -> date | None:
        key = "household" if enrolment.applicant.person_id is None else "person"
        by = sorted(_records_of(enrolment, self._people))
        wanted = Criteria(equals={"programme": enrolment.programme.id}, any_of={key: by})
        others = (each for each in self._store.each(wanted) if each.id != enrolment.id)
        ended = enrolment.course[-1].on
        began = (
            each.started_on
            for each in others
            if (each.applicant.person_id is None) == (key == "household")
        )
        return min((each for each in began if each is not None and each > ended), default=None)


def _records_of(enrolment: Enrolment, people: KeptPeople) -> set[str]:
    whose = enrolment.applicant
    if whose.person_id is None:
        return {whose.household_id}
    return {whose.person_id, people(whose.person_id).person_id}


class AssessedOf:
    """The applications of a household that are assessed and wait for their decision."""

    def __init__(self, store: Store[Enrolment]) -> None:
        self._store = store

    def __call__(self, household_id: str) -> Sequence[str]:
        wanted = Criteria(equals={"household": household_id, "status": Status.ASSESSED})
        return [each["id"] for each in self._store.find(wanted, None, _MOST_OF_ONE).items]


class PersonEnrolled:
    """Whose alone an enrolment is. It is asked anew each time: merges change who that is."""

    def __init__(self, store: Store[Enrolment]) -> None:
        self._store = store

    def __call__(self, enrolment_id: str) -> str | None:
        return self._store.load(enrolment_id).applicant.person_id


class OverdueAbout:
    """Whether a grievance about an enrolment is overdue."""

    def __init__(self, store: Store[Grievance]) -> None:
        self._store = store

    def __call__(self, enrolment_id: str) -> bool:
        wanted = Criteria(equals={"enrolment": enrolment_id, "escalated": "yes"})
        return bool(self._store.find(wanted, None, 1).items)


class SetOffOf:
    """What is set off from a household's payments, by its open recoveries."""

    def __init__(self, store: Store[Recovery]) -> None:
        self._store = store

    def __call__(self, household_id: str) -> Less | None:
        wanted = Criteria(equals={"household": household_id, "status": OPEN})
        found = sorted(self._store.each(wanted), key=lambda it: (it.opened_on, it.id))
        left = sum(each.amount_fils - each.taken_fils for each in found)
        return Less(found[0].policy.percent, left) if left else None


class ExistingFor:
    """Asks households whether one exists for who asks."""

    def __init__(self, household: Callable[[str, Actor], View]) -> None:
        self._household = household

    def __call__(self, household_id: str, actor: Actor) -> bool:
        try:
            self._household(household_id, actor)
        except Refusal as refusal:
            # Whose it is, is decided by the enrolment: a family may have moved since.
            return refusal.kind != "not_found"
        return True
