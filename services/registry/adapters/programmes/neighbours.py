"""What programmes take from the registry's other areas."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chassis.documents.kind import Criteria, Store
from services.registry.app.ports import View
from services.registry.app.programmes.ports import Home
from services.registry.domain.access import Actor
from services.registry.domain.households.household import Household
from services.registry.domain.programmes.enrolment import Enrolment
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


class PersonEnrolled:
    """Whose alone an enrolment is. It is asked anew each time: merges change who that is."""

    def __init__(self, store: Store[Enrolment]) -> None:
        self._store = store

    def __call__(self, enrolment_id: str) -> str | None:
        return self._store.load(enrolment_id).applicant.person_id


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
