"""Marriages: a spouse comes into a household, out of the one they were in, or lives there."""

from __future__ import annotations

from dataclasses import replace

from services.registry.app.households import commands
from services.registry.app.households.life_desk import LifeDesk
from services.registry.app.households.people import must_live
from services.registry.app.ports import View
from services.registry.app.privacy.veiling import Leaving
from services.registry.domain.access import Actor
from services.registry.domain.households import family, life
from services.registry.domain.households.household import Household
from services.registry.domain.households.life import LifeEvent, Member
from services.registry.domain.households.refusals import SuccessionUnfit


class Marriages(LifeDesk):
    """Part of `HouseholdLife`."""

    def marriage(self, command: commands.Marriage, actor: Actor) -> View:
        """The spouse comes to live here, and leaves the household they were in; who lives here
        already is what they have become to the head."""
        happened = replace(
            self._happened(command, life.MARRIAGE, command.person_id, command.spouse_id),
            court_permission=command.court_permission,
        )
        with self.together():
            household = self._get(command, actor)
            household.must_have(command.person_id)
            if command.spouse_id in household.person_ids:
                self._marry_within(household, command, happened, actor)
            else:
                self._marry_in(household, command, happened, actor)
            return self.households.save(household, why=life.MARRIAGE)

    def _marry_in(
        self, household: Household, command: commands.Marriage, happened: LifeEvent, actor: Actor
    ) -> None:
        law = self.people.law(command.on)
        married = household.relation_of(command.person_id)
        (spouse,) = self.people.coming([command.spouse_id], household, actor)
        (person,) = self.people.named([command.person_id], actor)
        must_live(person)
        former_id = self.households.home_of(spouse.id)
        # First of all whether the spouse is there for the actor, and theirs to change.
        former = None if former_id is None else self._companion(former_id, actor)
        family.may_marry(person, spouse, happened, law)
        self._must_be_free(person, household, command.on)
        incomer = Member(spouse.id, family.relation_of_incomer(married, command.relation))
        self._must_be_free(spouse, former, command.on)
        if former is not None:
            self._marry_off(former, household, command, happened, actor)
        household.receive([incomer], happened)
        self._rehouse([spouse.id], household, life.MARRIAGE, actor)

    def _marry_within(
        self, household: Household, command: commands.Marriage, happened: LifeEvent, actor: Actor
    ) -> None:
        """Nobody comes and nobody's own record changes: both are named, as in a correction."""
        law = self.people.law(command.on)
        both = command.person_id, command.spouse_id
        # A spouse who does not exist for the actor is answered as one who lives nowhere.
        self.people.must_be_registered([command.spouse_id], actor)
        person, spouse = self.people.named(both, actor)
        for each in (person, spouse):
            must_live(each)
        if command.successor is not None:
            raise SuccessionUnfit()
        relations = household.relation_of(person.id), household.relation_of(spouse.id)
        family.may_marry(person, spouse, happened, law)
        family.may_marry_within(relations, self._events_of(household), both, law)
        for each in (person, spouse):
            self._must_be_free(each, household, command.on)
        now = dict(zip(both, family.relations_of_married(relations, command.relation), strict=True))
        known = set(household.members)
        household.wed(now, happened)
        self.people.may_be(household, set(household.members) - known, actor)

    def _marry_off(
        self,
        former: Household,
        household: Household,
        command: commands.Marriage,
        happened: LifeEvent,
        actor: Actor,
    ) -> None:
        married = self.people.couples(former.id)
        leaving = Leaving([command.spouse_id], command.successor)
        self.people.hand_over(former, leaving, life.MARRIAGE, actor, married)
        former.release(
            [command.spouse_id],
            command.successor,
            self._about(happened, happened.person_ids, household.id, household.protection),
        )
        self.households.save(former, why=life.MARRIAGE)
