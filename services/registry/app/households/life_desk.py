"""What every event in the life of a household needs: who is concerned, who may come, who lives
where afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from services.registry.app.households import commands
from services.registry.app.households.people import People
from services.registry.app.households.ports import Households
from services.registry.app.persons.guardians import Guardians
from services.registry.app.persons.ports import Persons
from services.registry.app.ports import Audit, NewId, Today, Together
from services.registry.app.privacy.veiling import take_behind_the_veil
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households.chronology import marriages_ended
from services.registry.domain.households.couples import spouses_of
from services.registry.domain.households.family import must_have_been_free
from services.registry.domain.households.household import Household, must_have_happened
from services.registry.domain.households.life import LifeEvent
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import Protection, may_know


@dataclass(frozen=True)
class LifeDesk:
    """Households and persons that change together."""

    households: Households
    people: People
    guardians: Guardians
    together: Together
    audit: Audit
    new_id: NewId
    new_child_id: Callable[[int], str]
    """The identifier of the first, second, … child that the command at hand registers."""
    today: Today

    def _happened(self, command: commands.LifeCommand, kind: str, *person_ids: str) -> LifeEvent:
        happened = LifeEvent(kind, command.on, person_ids, None, command.note)
        must_have_happened(happened, self.today())
        return happened

    def _get(self, command: commands.LifeCommand, actor: Actor) -> Household:
        """The household at hand, which the answer shows: in the audit log as one that is read."""
        household = self.households.get(
            command.household_id, partial(access.may_change_this_household, actor)
        )
        self.audit.record("household.handle", "household", household.id)
        return household

    def _companion(self, household_id: str, actor: Actor) -> Household:
        household = self.households.get_companion(household_id)
        access.may_change_this_household(actor, household)
        return household

    def _events_of(self, household: Household) -> Iterator[LifeEvent | None]:
        """What happened in it until now, oldest first."""
        return (each.last_event for each in self.households.states(household.id))

    def _must_be_free(self, person: Person, home: Household | None, on: date) -> None:
        """Whether somebody could marry one more on that day, by what the home they have tells.

        Raises `TooManySpouses`, `FormerMarriageLater`.
        """
        if home is not None:
            ended = marriages_ended(self.households.states(home.id), person.id)
            spouses = spouses_of(person.id, self.people.couples(home.id))
            must_have_been_free(person, spouses, ended, on, self.people.law(on))

    @property
    def persons(self) -> Persons:
        """Where persons are kept."""
        return self.people.persons

    def _strictest(
        self, person_ids: Sequence[str], inherited: Protection | None
    ) -> Protection | None:
        """The protection of who leaves, or of the household they come from."""
        found = (self.persons.get_companion(each).protection for each in person_ids)
        return next((each for each in found if each is not None), inherited)

    def _rehouse(
        self, person_ids: Sequence[str], household: Household, why: str, actor: Actor
    ) -> None:
        """Let the persons' own records say that they live here now, as protected as all of it.

        Not those of protected persons whom the actor does not know: they may live elsewhere.
        """
        for each in person_ids:
            person = self.persons.get_companion(each)
            if not may_know(actor, person.protection):
                continue
            take_behind_the_veil(self.persons, person, household.protection, why)
            self.people.change(person, {"address": household.address}, why, actor)

    @staticmethod
    def _about(
        happened: LifeEvent,
        person_ids: Sequence[str],
        other_id: str,
        protection: Protection | None,
    ) -> LifeEvent:
        """Who came or went. A protected household is not named as where from or where to, and the
        note stays with it: it may say where, and why. What a court permitted is kept where the two
        live."""
        event = replace(
            happened,
            person_ids=tuple(person_ids),
            other_household_id=other_id,
            court_permission=None,
        )
        return event if protection is None else replace(event, other_household_id=None, note=None)
