"""What happens in the life of households: what changes together is stored together or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from services.registry.app.households import commands
from services.registry.app.households.ports import Households
from services.registry.app.persons.ports import Persons
from services.registry.app.ports import NewId, Today, Together, View
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households import life
from services.registry.domain.households.household import Household, must_have_happened
from services.registry.domain.households.life import LifeEvent, Member
from services.registry.domain.households.refusals import (
    BirthDiffers,
    HouseholdNotProtected,
    MemberNotRegistered,
    NotAlive,
    RelationsUnfit,
    SameHousehold,
)
from services.registry.domain.persons.facts import Address
from services.registry.domain.persons.person import Origin, Person
from services.registry.domain.privacy.protection import Protection, may_know


@dataclass(frozen=True)
class HouseholdLife:
    """Life events. Every answer is the view of the household that the command names."""

    households: Households
    persons: Persons
    together: Together
    new_id: NewId
    today: Today

    def split(self, command: commands.Split, actor: Actor) -> View:
        """Some leave and are a household of their own."""
        return self._part(command, life.SPLIT, actor)

    def divorce(self, command: commands.Divorce, actor: Actor) -> View:
        """A spouse leaves; the other one stays."""
        return self._part(command, life.DIVORCE, actor)

    def join(self, command: commands.Join, actor: Actor) -> View:
        """All of another household comes; that one is dissolved."""
        if command.other_household_id == command.household_id:
            raise SameHousehold()
        happened = self._happened(command, life.JOIN)
        with self.together():
            household = self._get(command, actor)
            other = self._companion(command.other_household_id, actor)
            coming = other.person_ids
            if sorted(coming) != sorted(each.person_id for each in command.members):
                raise RelationsUnfit()
            self._may_come(coming, household, actor)
            other.release(
                coming, None, self._about(happened, coming, household.id, household.protection)
            )
            self.households.save(other, why=life.JOIN)
            household.receive(
                command.members, self._about(happened, coming, other.id, other.protection)
            )
            self._rehouse(coming, household.address, actor)
            return self.households.save(household, why=life.JOIN)

    def move(self, command: commands.Move, actor: Actor) -> View:
        """The household lives elsewhere, and so does everybody in it."""
        happened = self._happened(command, life.MOVE)
        with self.together():
            household = self._get(command, actor)
            moving = household.person_ids
            happened = replace(happened, person_ids=moving)
            household.move(command.address, command.dwelling, happened)
            self._rehouse(moving, command.address, actor)
            return self.households.save(household, why=life.MOVE)

    def death(self, command: commands.Death, actor: Actor) -> View:
        """A person died: they leave the household, and their own record says when."""
        happened = self._happened(command, life.DEATH, command.person_id)
        with self.together():
            household = self._get(command, actor)
            household.release([command.person_id], command.successor, happened)
            person = self.persons.get_companion(command.person_id)
            access.must_know_person(actor, person)
            if person.died_on is not None:
                raise NotAlive()
            person.amend({"died_on": command.on}, self.today())
            self.persons.save(person)
            return self.households.save(household, why=life.DEATH)

    def marriage(self, command: commands.Marriage, actor: Actor) -> View:
        """The spouse comes to live here, and leaves the household they were in."""
        happened = self._happened(command, life.MARRIAGE, command.person_id, command.spouse_id)
        with self.together():
            household = self._get(command, actor)
            household.must_have(command.person_id)
            self._may_come([command.spouse_id], household, actor)
            self._living(command.person_id, actor)
            former_id = self.households.home_of(command.spouse_id)
            if former_id is not None:
                self._marry_off(former_id, household, command, happened, actor)
            household.receive([Member(command.spouse_id, command.relation)], happened)
            self._rehouse([command.spouse_id], household.address, actor)
            return self.households.save(household, why=life.MARRIAGE)

    def birth(self, command: commands.Birth, actor: Actor) -> View:
        """A child was born into the household."""
        happened = self._happened(command, life.BIRTH, command.person_id)
        with self.together():
            household = self._get(command, actor)
            self._may_come([command.person_id], household, actor)
            child = self._living(command.person_id, actor)
            if child.birth_date and not command.on.isoformat().startswith(child.birth_date.text):
                raise BirthDiffers()
            household.receive([Member(command.person_id, command.relation)], happened)
            self._rehouse([command.person_id], household.address, actor)
            return self.households.save(household, why=life.BIRTH)

    def _part(self, command: commands.Split, kind: str, actor: Actor) -> View:
        access.may_register(actor, command.address.governorate)
        leaving = (command.head_id, *(each.person_id for each in command.members))
        happened = self._happened(command, kind, *leaving)
        with self.together():
            household = self._get(command, actor)
            household.must_have(*leaving)
            household.must_keep_somebody(leaving)
            for each in leaving:
                access.must_know_person(actor, self.persons.get_companion(each))
            if isinstance(command, commands.Divorce):
                household.must_have(command.spouse_id)
                if command.spouse_id in leaving:
                    raise RelationsUnfit()
            new = Household.register(
                self.new_id(),
                head_id=command.head_id,
                members=command.members,
                address=command.address,
                origin=Origin(actor.centre, actor.subject, self.today()),
                dwelling=command.dwelling,
                protection=self._strictest(leaving, household.protection),
                came_about=self._about(happened, leaving, household.id, household.protection),
            )
            household.release(
                leaving, command.successor, self._about(happened, leaving, new.id, new.protection)
            )
            view = self.households.save(household, why=kind)
            self.households.add(new)
            self._rehouse(leaving, command.address, actor)
            return view

    def _marry_off(
        self,
        former_id: str,
        household: Household,
        command: commands.Marriage,
        happened: LifeEvent,
        actor: Actor,
    ) -> None:
        if former_id == household.id:
            raise SameHousehold()
        former = self._companion(former_id, actor)
        former.release(
            [command.spouse_id],
            command.successor,
            self._about(happened, happened.person_ids, household.id, household.protection),
        )
        self.households.save(former, why=life.MARRIAGE)

    def _happened(self, command: commands.LifeCommand, kind: str, *person_ids: str) -> LifeEvent:
        happened = LifeEvent(kind, command.on, person_ids, None, command.note)
        must_have_happened(happened, self.today())
        return happened

    def _get(self, command: commands.LifeCommand, actor: Actor) -> Household:
        return self.households.get(
            command.household_id, partial(access.may_change_this_household, actor)
        )

    def _companion(self, household_id: str, actor: Actor) -> Household:
        household = self.households.get_companion(household_id)
        access.may_change_this_household(actor, household)
        return household

    def _living(self, person_id: str, actor: Actor) -> Person:
        """Raises `MemberNotRegistered`, also for whom they do not exist, or `NotAlive`."""
        if self.persons.missing([person_id], partial(may_know, actor)):
            raise MemberNotRegistered()
        person = self.persons.load(person_id)
        person.must_stand()
        if person.died_on is not None:
            raise NotAlive()
        return person

    def _may_come(self, person_ids: Sequence[str], household: Household, actor: Actor) -> None:
        for each in person_ids:
            if self._living(each, actor).protection is not None and household.protection is None:
                raise HouseholdNotProtected()

    def _strictest(
        self, person_ids: Sequence[str], inherited: Protection | None
    ) -> Protection | None:
        """The protection of who leaves, or of the household they come from."""
        found = (self.persons.get_companion(each).protection for each in person_ids)
        return next((each for each in found if each is not None), inherited)

    def _rehouse(self, person_ids: Sequence[str], address: Address, actor: Actor) -> None:
        """Let the persons' own records say where they live now.

        Not those of protected persons whom the actor does not know: they may live elsewhere.
        """
        for each in person_ids:
            person = self.persons.get_companion(each)
            if not may_know(actor, person.protection):
                continue
            person.amend({"address": address}, self.today())
            self.persons.save(person)

    @staticmethod
    def _about(
        happened: LifeEvent,
        person_ids: Sequence[str],
        other_id: str,
        protection: Protection | None,
    ) -> LifeEvent:
        """Who came or went; a protected household is not named as where from or where to."""
        other = other_id if protection is None else None
        return replace(happened, person_ids=tuple(person_ids), other_household_id=other)
