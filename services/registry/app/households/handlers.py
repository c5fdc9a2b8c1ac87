"""One handler per command about households."""

from __future__ import annotations

from functools import partial

from services.registry.app.households.commands import AmendHousehold, RegisterHousehold
from services.registry.app.households.people import People
from services.registry.app.households.ports import Households
from services.registry.app.households.telling import as_told_to
from services.registry.app.ports import Audit, NewId, Today, Together, View
from services.registry.app.privacy.veiling import Leaving
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households.household import Household
from services.registry.domain.persons.facts import Address
from services.registry.domain.persons.origin import Origin
from services.registry.domain.privacy.protection import may_know


class HouseholdHandlers:
    """Registering and amending households."""

    def __init__(
        self,
        households: Households,
        people: People,
        together: Together,
        audit: Audit,
        new_id: NewId,
        today: Today,
    ) -> None:
        self._households = households
        self._people = people
        self._persons = people.persons
        self._together = together
        self._audit = audit
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
            dwelling=command.dwelling,
            protection=None,
            origin=Origin(actor.centre, actor.subject, self._today()),
        )
        with self._together():
            self._people.coming(household.person_ids, household, actor)
            self._people.may_be(household, household.members, actor)
            return self._households.add(household)

    def amend(self, command: AmendHousehold, actor: Actor) -> View:
        """Let members leave and join a household, or correct where it lives.

        The answer shows what was recorded before, the rent too: it is in the audit log as a read.
        """
        with self._together():
            household = self._households.get(
                command.household_id,
                partial(access.may_change_this_household, actor),
            )
            self._audit.record("household.handle", "household", household.id)
            former, lived_here = household.address, household.person_ids
            leaving = set(command.leave) - {each.person_id for each in command.join}
            coming = [each for each in command.join if each.person_id not in lived_here]
            newcomers = [each.person_id for each in coming]
            self._people.coming(newcomers, household, actor)
            departure = Leaving(leaving, command.successor, coming)
            self._people.hand_over(household, departure, command.reason, actor)
            household.amend(
                join=command.join,
                leave=command.leave,
                address=command.address,
                dwelling=command.dwelling,
                successor=command.successor,
            )
            self._people.named(command.leave, actor)
            said = command.join if command.successor is None else household.members
            self._people.may_be(household, said, actor)
            if household.protection is not None:
                self._people.take_in(newcomers, household.protection)
            if household.address != former:
                self._correct_addresses(household, former, command.reason, actor)
            view = self._households.save(household, command.reason)
            return as_told_to(actor, self._households, view)

    def _correct_addresses(
        self, household: Household, former: Address, why: str | None, actor: Actor
    ) -> None:
        """Let the records of those who lived at the household's former address say the new one.

        Who lives elsewhere stays there, and so do protected persons whom the actor does not know:
        in a life event `move` everybody moves.
        """
        for each in household.person_ids:
            person = self._persons.get_companion(each)
            if may_know(actor, person.protection) and person.address.is_that_of(former):
                self._people.change(person, {"address": household.address}, why, actor)
