"""What happens in the life of households: what changes together is stored together or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.registry.app.households import commands
from services.registry.app.households.births import Births
from services.registry.app.households.marriages import Marriages
from services.registry.app.households.people import must_live
from services.registry.app.households.telling import as_told_to
from services.registry.app.ports import View
from services.registry.app.privacy.veiling import Leaving
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households import family, life
from services.registry.domain.households.chronology import must_have_come, must_have_married
from services.registry.domain.households.couples import Couples
from services.registry.domain.households.household import Household
from services.registry.domain.households.refusals import RelationsUnfit, SameHousehold
from services.registry.domain.persons.origin import Origin
from services.registry.domain.persons.person import Person


class HouseholdLife(Marriages, Births):
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
            self.people.coming(coming, household, actor)
            married = self.people.couples(household.id) | self.people.couples(other.id)
            other.release(
                coming, None, self._about(happened, coming, household.id, household.protection)
            )
            self.households.save(other, why=life.JOIN)
            household.receive(
                command.members, self._about(happened, coming, other.id, other.protection)
            )
            self.people.may_be(household, command.members, actor, married)
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
            must_have_come(self.households.states(household.id), command.person_id, command.on)
            married = self.people.couples(household.id)
            married = {each for each in married if command.person_id not in each}
            dying = Leaving([command.person_id], command.successor)
            self.people.hand_over(household, dying, life.DEATH, actor, married)
            household.release([command.person_id], command.successor, happened)
            (person,) = self.people.leaving([command.person_id], actor)
            must_live(person)
            self.people.change(person, {"died_on": command.on}, life.DEATH, actor)
            return as_told_to(
                actor, self.households, self.households.save(household, why=life.DEATH)
            )

    def _part(self, command: commands.Split, kind: str, actor: Actor) -> View:
        access.may_register(actor, command.address.governorate)
        leaving = (command.head_id, *(each.person_id for each in command.members))
        happened = self._happened(command, kind, *leaving)
        with self.together():
            household = self._get(command, actor)
            household.must_have(*leaving)
            household.must_keep_somebody(leaving)
            head, *_ = self.people.leaving(leaving, actor)
            family.must_have_been_born([head], command.on)
            married = self.people.couples(household.id)
            if isinstance(command, commands.Divorce):
                self._were_married(head, command, leaving, household, married, actor)
                married -= {frozenset((head.id, command.spouse_id))}
            # Whom they take with them may have come since: a child of theirs, born after the day.
            must_have_come(self.households.states(household.id), head.id, command.on)
            inherited = household.protection
            departure = Leaving(leaving, command.successor)
            self.people.hand_over(household, departure, kind, actor, married)
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
            self.people.must_live_nowhere_else(leaving, new)
            household.release(
                leaving, command.successor, self._about(happened, leaving, new.id, new.protection)
            )
            self.people.may_be(new, new.members, actor, married)
            view = self.households.save(household, why=kind)
            self.households.add(new)
            self._rehouse(leaving, new, kind, actor)
            return as_told_to(actor, self.households, view)

    def _were_married(
        self,
        head: Person,
        command: commands.Divorce,
        leaving: Sequence[str],
        household: Household,
        married: Couples,
        actor: Actor,
    ) -> None:
        relations = household.relation_of(head.id), household.relation_of(command.spouse_id)
        if command.spouse_id in leaving:
            raise RelationsUnfit()
        (stays,) = self.people.named([command.spouse_id], actor)
        family.must_have_been_born([stays], command.on)
        both = head.id, stays.id
        must_have_married(self.households.states(household.id), both, command.on)
        known = frozenset(both) in married or family.married_here(self._events_of(household), both)
        if not known:
            family.must_be_spouses(head, stays, relations, self.people.law(command.on))
