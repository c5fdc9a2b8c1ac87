"""One handler per command about households."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from services.registry.app.households.commands import AmendHousehold, RegisterHousehold
from services.registry.app.households.ports import Households
from services.registry.app.households.telling import as_told_to
from services.registry.app.persons.ports import Persons
from services.registry.app.ports import NewId, Today, Together, View
from services.registry.app.privacy.veiling import hide_with_new_head, take_behind_the_veil
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households.household import Household
from services.registry.domain.households.refusals import (
    HouseholdNotProtected,
    MemberNotRegistered,
    NotAlive,
)
from services.registry.domain.persons.facts import Address
from services.registry.domain.persons.person import Origin
from services.registry.domain.privacy.protection import Protection, may_know


class HouseholdHandlers:
    """Registering and amending households."""

    def __init__(
        self,
        households: Households,
        persons: Persons,
        together: Together,
        new_id: NewId,
        today: Today,
    ) -> None:
        self._households = households
        self._persons = persons
        self._together = together
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
            self._may_come(household.person_ids, actor, protected=False)
            # It is their home now: were they protected meanwhile, it would have to be hidden.
            self._persons.hold(self._persons.load(household.head_id))
            return self._households.add(household)

    def amend(self, command: AmendHousehold, actor: Actor) -> View:
        """Let members leave and join a household, or correct where it lives."""
        coming = [each.person_id for each in command.join]
        with self._together():
            household = self._households.get(
                command.household_id,
                partial(access.may_change_this_household, actor),
            )
            former = household.address
            hide_with_new_head(self._persons, household, command.successor, command.reason)
            household.amend(
                join=command.join,
                leave=command.leave,
                address=command.address,
                dwelling=command.dwelling,
                successor=command.successor,
            )
            self._may_come(coming, actor, protected=household.protection is not None)
            if household.protection is not None:
                self._take_in(coming, household.protection)
            if household.address != former:
                self._correct_addresses(household, former, command.reason, actor)
            view = self._households.save(household, command.reason)
            return as_told_to(actor, self._households, view)

    def _take_in(self, person_ids: Collection[str], protection: Protection) -> None:
        """Who comes into a protected household is protected with it."""
        for each in person_ids:
            person = self._persons.get_companion(each)
            take_behind_the_veil(self._persons, person, protection)
            self._persons.save(person)

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
                person.amend({"address": household.address}, self._today())
                self._persons.save(person, why)

    def _may_come(self, person_ids: Collection[str], actor: Actor, *, protected: bool) -> None:
        """Raise for persons who do not exist for the actor, are dead, or would be seen."""
        if self._persons.missing(person_ids, partial(may_know, actor)):
            raise MemberNotRegistered()
        for each in map(self._persons.load, person_ids):
            each.must_stand()
            if each.died_on is not None:
                raise NotAlive()
            if each.protection is not None and not protected:
                raise HouseholdNotProtected()
