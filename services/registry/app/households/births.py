"""Births: children come into a household, and become known by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from services.registry.app.households import commands
from services.registry.app.households.life_desk import LifeDesk
from services.registry.app.ports import View
from services.registry.domain.access import Actor
from services.registry.domain.households import family, life
from services.registry.domain.households.household import Household
from services.registry.domain.households.life import Member
from services.registry.domain.households.refusals import BirthDiffers
from services.registry.domain.persons.facts import NOT_REACHED, BirthDate
from services.registry.domain.persons.origin import Origin
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import may_know

_ANCESTORS = {"parent": 1, "grandparent": 2}
"""How many generations lie between a child and who guards it as this."""


class Births(LifeDesk):
    """Part of `HouseholdLife`."""

    def birth(self, command: commands.Birth, actor: Actor) -> View:
        """Children were born into the household; who was not registered before is so now."""
        happened = self._happened(command, life.BIRTH)
        with self.together():
            household = self._get(command, actor)
            self._head_may_have(command, household, actor)
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
        for guardian in (each.guardian for each in command.children):
            if guardian is not None:
                named = self.guardians.named(guardian, actor)
                self._may_have_borne(named, _ANCESTORS.get(guardian.relation), command)
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
        (child,) = self.people.coming([person_id], household, actor)
        if child.birth_date and not on.isoformat().startswith(child.birth_date.text):
            raise BirthDiffers()

    def _head_may_have(self, command: commands.Birth, household: Household, actor: Actor) -> None:
        family.may_be_born(command.relation)
        head = self.persons.load(household.head_id)
        if may_know(actor, head.protection):
            self._may_have_borne(head, family.GENERATIONS.get(command.relation), command)

    def _may_have_borne(
        self, elder: Person, generations: int | None, command: commands.Birth
    ) -> None:
        if generations is not None:
            law = self.people.law(command.on)
            family.may_have_borne(elder, generations, command.on, law)
