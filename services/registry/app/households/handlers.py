"""One handler per command about households."""

from __future__ import annotations

from collections.abc import Collection

from services.registry.app.households.commands import AmendHousehold, RegisterHousehold
from services.registry.app.households.ports import Households
from services.registry.app.persons.ports import Persons
from services.registry.app.ports import NewId, Today, View
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households.household import Household
from services.registry.domain.households.refusals import MemberNotRegistered
from services.registry.domain.persons.person import Origin


class HouseholdHandlers:
    """Registering and amending households."""

    def __init__(
        self, households: Households, persons: Persons, new_id: NewId, today: Today
    ) -> None:
        self._households = households
        self._persons = persons
        self._new_id = new_id
        self._today = today

    def register(self, command: RegisterHousehold, actor: Actor) -> View:
        """Register persons as one household."""
        access.may_register(actor, command.address.governorate)
        household = Household.register(
            self._new_id(),
            head_id=command.head_id,
            members=command.members,
            address=command.address,
            origin=Origin(actor.centre, actor.subject, self._today()),
        )
        self._all_registered(household.person_ids)
        return self._households.add(household)

    def amend(self, command: AmendHousehold, actor: Actor) -> View:
        """Let members leave and join a household, or move it."""
        household = self._households.get(
            command.household_id,
            lambda known: access.may_change_household(actor, known.address.governorate),
        )
        household.amend(join=command.join, leave=command.leave, address=command.address)
        self._all_registered([each.person_id for each in command.join])
        return self._households.save(household)

    def _all_registered(self, person_ids: Collection[str]) -> None:
        if self._persons.missing(person_ids):
            raise MemberNotRegistered()
