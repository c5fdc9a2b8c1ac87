"""Protecting persons, and the household they live in along with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.registry.app.households.ports import Households
from services.registry.app.persons.ports import Persons
from services.registry.app.persons.telling import as_told_to
from services.registry.app.ports import Audit, Together, View
from services.registry.app.privacy.ports import Copied, Exported
from services.registry.app.privacy.veiling import (
    IsChild,
    hide_home,
    protect_all_records,
    who_is_told_of,
)
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.households.household import Household
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import Protection, may_know
from services.registry.domain.privacy.refusals import HomeStaysProtected


@dataclass(frozen=True)
class ProtectPerson:
    """Let a person's record exist only for those who need to know."""

    person_id: str
    reason: str
    knowers: tuple[str, ...]
    centre: str | None
    with_household: bool


@dataclass(frozen=True)
class LiftProtection:
    """Let the record exist for everybody again."""

    person_id: str
    with_household: bool


@dataclass(frozen=True)
class Protecting:
    """Protects and lifts. Answers are views of the person; every attempt is in the audit log."""

    persons: Persons
    households: Households
    together: Together
    audit: Audit
    exported: Exported
    copied: Copied
    is_child: IsChild

    def protect(self, command: ProtectPerson, actor: Actor) -> View:
        """Who protects knows, and whom they name. A household that is the person's own follows."""
        knowers = tuple(dict.fromkeys([actor.subject, *command.knowers]))
        protection = Protection(command.reason, knowers, command.centre)
        self.audit.record("person.protect", "person", command.person_id)
        with self.together():
            person = self._of(command.person_id, actor)
            home = self._home_of(person, actor)
            if home is not None and command.with_household:
                self._change_home(home, person, protection, actor)
            elif home is not None and self._tells_of(home, person):
                others = [each for each in home.person_ids if each != person.id]
                hide_home(self.persons, home, protection, others)
                self.households.save(home)
            elif home is not None:
                # Whoever lets them head it meanwhile must see that they are protected.
                self.households.hold(home)
            protect_all_records(self.persons, person, protection)
            view = self.persons.save(person)
            self._outdate_files(person, home)
            return as_told_to(actor, self.persons, view)

    def _outdate_files(self, person: Person, home: Household | None) -> None:
        """What was taken out where they and theirs live names them: it is not given out again."""
        people = [] if home is None else map(self.persons.get_companion, home.person_ids)
        addresses = [person.address, *(each.address for each in people)]
        addresses += [] if home is None else [home.address]
        self.exported.forget({each.governorate for each in addresses}, None)

    def lift(self, command: LiftProtection, actor: Actor) -> View:
        """The household of somebody who lives alone is seen again with them; others are named.

        Raises `HomeStaysProtected`: whose home stays hidden would tell where it is.
        """
        self.audit.record("person.lift_protection", "person", command.person_id)
        with self.together():
            person = self._of(command.person_id, actor)
            home = self._home_of(person, actor)
            if home is not None and (command.with_household or len(home.person_ids) == 1):
                self._must_be_nobodys_refuge(home, actor)
                self._change_home(home, person, None, actor)
            else:
                self._must_live_openly(person)
            protect_all_records(self.persons, person, None)
            self._forget_copies(person)
            return as_told_to(actor, self.persons, self.persons.save(person))

    def _forget_copies(self, person: Person) -> None:
        """What was copied while they were hidden says where; a guardian may fetch it from now."""
        for each in (person.id, *self.persons.absorbed(person.id)):
            self.copied.forget(each)

    def _of(self, person_id: str, actor: Actor) -> Person:
        person = self.persons.get(person_id, partial(access.may_protect, actor))
        person.must_stand()
        return person

    def _home_of(self, person: Person, actor: Actor) -> Household | None:
        """Where they live; nowhere, when others hide it from the actor: it is theirs to change."""
        home_id = self.households.home_of(person.id)
        home = None if home_id is None else self.households.get_companion(home_id)
        return home if home is not None and may_know(actor, home.protection) else None

    def _must_live_openly(self, person: Person) -> None:
        """Also where it is others who hide the home from the actor: it is theirs to open."""
        home_id = self.households.home_of(person.id)
        if home_id is None:
            return
        if self.households.get_companion(home_id).protection is not None:
            raise HomeStaysProtected()

    def _must_be_nobodys_refuge(self, home: Household, actor: Actor) -> None:
        """Whom others hide from the actor stays hidden: a home that tells where they are, too."""
        everybody = list(map(self.persons.get_companion, home.person_ids))
        hidden = {each.id for each in everybody if not may_know(actor, each.protection)}
        if who_is_told_of(home, everybody, hidden, self.is_child) is not None:
            raise HomeStaysProtected()

    def _tells_of(self, home: Household, person: Person) -> bool:
        """Whether it would tell where somebody is who is about to be protected."""
        everybody = list(map(self.persons.get_companion, home.person_ids))
        hidden = {person.id, *(each.id for each in everybody if each.protection is not None)}
        return who_is_told_of(home, everybody, hidden, self.is_child) is not None

    def _change_home(
        self, home: Household, person: Person, protection: Protection | None, actor: Actor
    ) -> None:
        access.may_change_this_household(actor, home)
        home.protect(protection)
        self.households.save(home)
        for each in home.person_ids:
            other = self.persons.get_companion(each)
            # Whom others hide from the actor stays hidden, and is not named in a refusal.
            if each != person.id and may_know(actor, other.protection):
                access.may_protect(actor, other)
                protect_all_records(self.persons, other, protection)
                if protection is None:
                    self._forget_copies(other)
                self.persons.save(other)
