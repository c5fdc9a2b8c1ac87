"""One handler per command."""

from __future__ import annotations

from collections.abc import Collection

from services.registry.app.commands import (
    AmendHousehold,
    AmendPerson,
    RegisterHousehold,
    RegisterPerson,
)
from services.registry.app.ports import Households, NewId, Persons, Today, View
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.household import Household
from services.registry.domain.person import Origin, Person
from services.registry.domain.refusals import MemberNotRegistered


class PersonHandlers:
    """Registering and amending persons."""

    def __init__(self, persons: Persons, new_id: NewId, today: Today) -> None:
        self._persons = persons
        self._new_id = new_id
        self._today = today

    def register(self, command: RegisterPerson, actor: Actor) -> View:
        """Register a person for the first time."""
        access.may_register(actor, command.address.governorate)
        person = Person.register(
            self._new_id(),
            identity=command.identity,
            name=command.name,
            birth_date=command.birth_date,
            sex=command.sex,
            contact=command.contact,
            address=command.address,
            origin=Origin(actor.centre, actor.subject, self._today()),
        )
        return self._persons.add(person)

    def amend(self, command: AmendPerson, actor: Actor) -> View:
        """Correct or change facts about a person."""
        fields = command.changes.keys()
        person = self._persons.get(
            command.person_id,
            lambda known: access.may_change_person(
                actor, known.address.governorate, known.identity.national_number, fields
            ),
        )
        person.amend(command.changes, self._today())
        return self._persons.save(person)


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
