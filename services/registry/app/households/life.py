"""What happens in the life of households: what changes together is stored together or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from services.registry.app.households import commands
from services.registry.app.households.life_desk import LifeDesk
from services.registry.app.households.people import must_live
from services.registry.app.ports import View
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households import life
from services.registry.domain.households.household import Household
from services.registry.domain.households.life import LifeEvent, Member
from services.registry.domain.households.refusals import (
    BirthDiffers,
    MemberNotRegistered,
    RelationsUnfit,
    SameHousehold,
)
from services.registry.domain.persons.facts import NOT_REACHED, BirthDate
from services.registry.domain.persons.person import Origin, Person
from services.registry.domain.persons.refusals import GuardianNotRegistered
from services.registry.domain.privacy.protection import may_know


class HouseholdLife(LifeDesk):
    """Life events. Every answer is the view of the household that the command names."""

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
            self.people.coming(coming, household.protection, actor)
            other.release(
                coming, None, self._about(happened, coming, household.id, household.protection)
            )
            self.households.save(other, why=life.JOIN)
            household.receive(
                command.members, self._about(happened, coming, other.id, other.protection)
            )
            self._rehouse(coming, household, life.JOIN, actor)
            return self.households.save(household, why=life.JOIN)

    def move(self, command: commands.Move, actor: Actor) -> View:
        """The household lives elsewhere, and so does everybody in it."""
        happened = self._happened(command, life.MOVE)
        with self.together():
            household = self._get(command, actor)
            moving = household.person_ids
            happened = replace(happened, person_ids=moving)
            household.move(command.address, command.dwelling, happened)
            self._rehouse(moving, household, life.MOVE, actor)
            return self.households.save(household, why=life.MOVE)

    def death(self, command: commands.Death, actor: Actor) -> View:
        """A person died: they leave the household, and their own record says when."""
        happened = self._happened(command, life.DEATH, command.person_id)
        with self.together():
            household = self._get(command, actor)
            self.people.hand_over(household, command.successor, life.DEATH, actor)
            household.release([command.person_id], command.successor, happened)
            (person,) = self.people.leaving([command.person_id], actor)
            must_live(person)
            self.people.change(person, {"died_on": command.on}, life.DEATH, actor)
            return self.households.save(household, why=life.DEATH)

    def marriage(self, command: commands.Marriage, actor: Actor) -> View:
        """The spouse comes to live here, and leaves the household they were in."""
        happened = self._happened(command, life.MARRIAGE, command.person_id, command.spouse_id)
        with self.together():
            household = self._get(command, actor)
            household.must_have(command.person_id)
            (spouse,) = self.people.coming([command.spouse_id], household.protection, actor)
            (person,) = self.people.named([command.person_id], actor)
            must_live(person)
            former_id = self.households.home_of(command.spouse_id)
            if former_id is not None:
                self._marry_off(former_id, household, command, happened, actor)
            household.receive([Member(command.spouse_id, command.relation)], happened)
            self._rehouse([command.spouse_id], household, life.MARRIAGE, actor)
            return self.households.save(household, why=life.MARRIAGE)

    def birth(self, command: commands.Birth, actor: Actor) -> View:
        """Children were born into the household; who was not registered before is so now."""
        happened = self._happened(command, life.BIRTH)
        with self.together():
            household = self._get(command, actor)
            children = self._newborns(command, household, actor)
            born = [each.id for each in children]
            if command.person_id is not None:
                self._may_be_born(command.person_id, household, command.on, actor)
                born = [command.person_id]
            members = [Member(each, command.relation) for each in born]
            household.receive(members, replace(happened, person_ids=tuple(born)))
            # The household first: a request that comes twice at once meets itself there.
            view = self.households.save(household, why=life.BIRTH)
            for each in children:
                # Asked before: a number that is taken would end the whole transaction.
                self.persons.claim_if_hidden(each, partial(may_know, actor))
                self.persons.add(each)
            self._rehouse(born, household, life.BIRTH, actor)
            return view

    def _newborns(
        self, command: commands.Birth, household: Household, actor: Actor
    ) -> list[Person]:
        """The children whom the command registers, as protected as their household."""
        guardians = [each.guardian.person_id for each in command.children if each.guardian]
        if self.persons.missing(guardians, partial(may_know, actor)):
            raise GuardianNotRegistered()
        return [
            Person.register(
                self.new_child_id(number),
                identity=each.identity,
                name=each.name,
                birth_date=BirthDate(command.on.isoformat()),
                sex=each.sex,
                contact=NOT_REACHED,
                address=household.address,
                origin=Origin(actor.centre, actor.subject, self.today()),
                guardian=each.guardian,
                protection=household.protection,
            )
            for number, each in enumerate(command.children)
        ]

    def _may_be_born(self, person_id: str, household: Household, on: date, actor: Actor) -> None:
        (child,) = self.people.coming([person_id], household.protection, actor)
        if child.birth_date and not on.isoformat().startswith(child.birth_date.text):
            raise BirthDiffers()

    def _part(self, command: commands.Split, kind: str, actor: Actor) -> View:
        access.may_register(actor, command.address.governorate)
        leaving = (command.head_id, *(each.person_id for each in command.members))
        happened = self._happened(command, kind, *leaving)
        with self.together():
            household = self._get(command, actor)
            household.must_have(*leaving)
            household.must_keep_somebody(leaving)
            self.people.leaving(leaving, actor)
            if isinstance(command, commands.Divorce):
                household.must_have(command.spouse_id)
                if command.spouse_id in leaving:
                    raise RelationsUnfit()
                self.people.named([command.spouse_id], actor)
            inherited = household.protection
            self.people.hand_over(household, command.successor, kind, actor)
            new = Household.register(
                self.new_id(),
                head_id=command.head_id,
                members=command.members,
                address=command.address,
                origin=Origin(actor.centre, actor.subject, self.today()),
                dwelling=command.dwelling,
                protection=self._strictest(leaving, inherited),
                came_about=self._about(happened, leaving, household.id, household.protection),
            )
            household.release(
                leaving, command.successor, self._about(happened, leaving, new.id, new.protection)
            )
            view = self.households.save(household, why=kind)
            self.households.add(new)
            self._rehouse(leaving, new, kind, actor)
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
        former = self.households.get_companion(former_id)
        if not may_know(actor, former.protection):
            # Who lives there does not exist for them either; nothing names the household.
            raise MemberNotRegistered()
        access.may_change_this_household(actor, former)
        self.people.hand_over(former, command.successor, life.MARRIAGE, actor)
        former.release(
            [command.spouse_id],
            command.successor,
            self._about(happened, happened.person_ids, household.id, household.protection),
        )
        self.households.save(former, why=life.MARRIAGE)
