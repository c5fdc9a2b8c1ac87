"""Whom a change of a household concerns: the one place that says whether the actor may.

Who comes to live in a household, and whose own record changes with one, is a person whom the actor
could change at the counter of persons: a household is no way round that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from services.registry.app.households.ports import Households
from services.registry.app.persons.ports import Persons
from services.registry.app.ports import Today
from services.registry.app.privacy.veiling import (
    IsChild,
    Leaving,
    hide_with_who_stays,
    take_behind_the_veil,
)
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households.couples import Couples, couples, of_head
from services.registry.domain.households.family import FamilyRules, may_head
from services.registry.domain.households.household import Household
from services.registry.domain.households.life import LifeEvent, Member
from services.registry.domain.households.refusals import (
    HouseholdNotProtected,
    InOtherHousehold,
    MemberNotRegistered,
    NotAlive,
)
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import Protection, may_know


@dataclass(frozen=True)
class People:
    """Persons who change along with a household."""

    persons: Persons
    households: Households
    law: Callable[[date], FamilyRules]
    today: Today
    is_child: IsChild

    def coming(self, person_ids: Collection[str], home: Household, actor: Actor) -> list[Person]:
        """Who comes to live in a household.

        It is their home now, and they are held: were they protected meanwhile, it would have to be
        hidden; had they died, they would not live there.

        Raises `MemberNotRegistered`, also for whom they do not exist or whose home does not,
        `MemberNotYours`, `RecordRestricted`, `RecordClosed`, `NotAlive`, `HouseholdNotProtected`,
        `InOtherHousehold`.
        """
        self.must_be_registered(person_ids, actor)
        if any(self._lives_hidden(each, actor) for each in person_ids):
            raise MemberNotRegistered()
        found = [self.persons.load(each) for each in person_ids]
        for each in found:
            access.may_change_with_household(actor, each)
            must_live(each)
            if each.protection is not None and home.protection is None:
                raise HouseholdNotProtected()
            self.persons.hold(each)
        self.must_live_nowhere_else(person_ids, home)
        return found

    def must_live_nowhere_else(self, person_ids: Iterable[str], home: Household) -> None:
        """Raises `InOtherHousehold` for whom another household still names by a record that was
        merged into theirs: they are in two once it follows."""
        records = (record for each in person_ids for record in self.persons.absorbed(each))
        if any(self.households.home_of(each) not in (None, home.id) for each in records):
            raise InOtherHousehold()

    def must_be_registered(self, person_ids: Collection[str], actor: Actor) -> None:
        """Raises `MemberNotRegistered`, also for whom they do not exist."""
        if self.persons.missing(person_ids, partial(may_know, actor)):
            raise MemberNotRegistered()

    def named(self, person_ids: Iterable[str], actor: Actor) -> list[Person]:
        """Whom a change of their household names without changing their own records.

        Raises `PersonUnknown` for whom they do not exist, `RecordRestricted`.
        """
        found = [self.persons.get_companion(each) for each in person_ids]
        for each in found:
            access.must_know_person(actor, each)
            access.must_not_be_restricted(actor, each)
        return found

    def leaving(self, person_ids: Iterable[str], actor: Actor) -> list[Person]:
        """Whose own records change as they leave.

        Raises `PersonUnknown`, `MemberNotYours`, `RecordRestricted`.
        """
        found = [self.persons.get_companion(each) for each in person_ids]
        for each in found:
            access.may_change_with_household(actor, each)
        return found

    def change(self, person: Person, changes: Changes, why: str | None, actor: Actor) -> None:
        """Change a person's own record with their household. Raises what `leaving` raises."""
        access.may_change_with_household(actor, person)
        person.amend(changes, self.today())
        self.persons.save(person, why)

    def hand_over(
        self,
        home: Household,
        leaving: Leaving,
        why: str | None,
        actor: Actor,
        married: Couples = frozenset(),
    ) -> None:
        """Before somebody leaves a home or comes to head it: it is hidden where it is then the home
        of somebody protected.

        `married` are couples whose marriages stand meanwhile; a correction says itself which do.

        Raises what `may_head` raises, and what `named` raises for the new head.
        """
        succession = leaving.succession
        if succession is not None and succession.head_id in home.person_ids:
            self.named([succession.head_id], actor)
            staying = {e.person_id: e.relation for e in succession.members}
            known = {each: staying[each] for each in staying if each in home.person_ids}
            self._may_head(succession.head_id, known, married, actor)
        hide_with_who_stays(self.persons, home, leaving, self.is_child, why)

    def may_be(
        self,
        home: Household,
        members: Iterable[Member],
        actor: Actor,
        married: Couples = frozenset(),
    ) -> None:
        """Whether these can be to the head of the home what is newly said of them.

        `married` are couples beside those of whom nothing new is said.

        Raises what `may_head` raises.
        """
        said = {each.person_id: each.relation for each in members}
        already = {each for each in of_head(home) if each.isdisjoint(said)}
        self._may_head(home.head_id, said, already | married, actor)

    def couples(self, home_id: str) -> Couples:
        """Who is married to whom, by what is stored of a home and of those it came about with."""
        return couples(self.households.states(home_id), self._brought)

    def _brought(self, happened: LifeEvent) -> Couples:
        """The couples of the other household, just before this happened."""
        states = self.households.states(str(happened.other_household_id))
        told = [happened.is_that_of(each.last_event) for each in states]
        return couples(states[: told.index(True)] if True in told else (), self._brought)

    def _lives_hidden(self, person_id: str, actor: Actor) -> bool:
        """Whether they live where the actor may not know: that they are taken would tell of it."""
        records = (person_id, *self.persons.absorbed(person_id))
        homes = [self.households.home_of(each) for each in records]
        return not all(
            may_know(actor, self.households.get_companion(each).protection)
            for each in homes
            if each is not None
        )

    def _may_head(
        self, head_id: str, said: Mapping[str, str], married: Couples, actor: Actor
    ) -> None:
        """Of who does not exist for the actor a refusal would tell: they are taken as said."""
        head = self.persons.load(head_id)
        others = [(self.persons.load(each), relation) for each, relation in said.items()]
        if may_know(actor, head.protection):
            known = [each for each in others if may_know(actor, each[0].protection)]
            today = self.today()
            may_head(head, known, married, today, self.law(today))

    def take_in(self, person_ids: Iterable[str], home: Protection) -> None:
        """Who has come into a protected household is protected with it."""
        for each in person_ids:
            person = self.persons.get_companion(each)
            take_behind_the_veil(self.persons, person, home)
            self.persons.save(person)


def must_live(person: Person) -> None:
    """Raises `RecordClosed` for a record that ended in another, `NotAlive`."""
    person.must_stand()
    if person.died_on is not None:
        raise NotAlive()
