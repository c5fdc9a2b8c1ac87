"""Protecting persons, and the household they live in along with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.registry.app.households.ports import Households
from services.registry.app.persons.ports import Persons
from services.registry.app.ports import Audit, Together, View
from services.registry.app.privacy.ports import Exported
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.privacy.protection import Protection


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

    def protect(self, command: ProtectPerson, actor: Actor) -> View:
        """Who protects knows, and whom they name."""
        knowers = tuple(dict.fromkeys([actor.subject, *command.knowers]))
        protection = Protection(command.reason, knowers, command.centre)
        self.audit.record("person.protect", "person", command.person_id)
        with self.together():
            view = self._change(command.person_id, protection, command.with_household, actor)
            self._outdate_files(command.person_id)
            return view

    def lift(self, command: LiftProtection, actor: Actor) -> View:
        self.audit.record("person.lift_protection", "person", command.person_id)
        with self.together():
            return self._change(command.person_id, None, command.with_household, actor)

    def _change(
        self, person_id: str, protection: Protection | None, with_household: bool, actor: Actor
    ) -> View:
        person = self.persons.get(person_id, partial(access.may_protect, actor))
        person.must_stand()
        home_id = self.households.home_of(person_id)
        if home_id is not None and (with_household or self._is_alone(home_id)):
            self._change_home(home_id, person_id, protection, actor)
        # What a record of theirs that ended tells would give away the same person.
        for each in self.persons.absorbed(person_id):
            ended = self.persons.get_companion(each)
            ended.protect(protection)
            self.persons.save(ended)
        person.protect(protection)
        return self.persons.save(person)

    def _outdate_files(self, person_id: str) -> None:
        """What was taken out where they and theirs live names them: it is not given out again."""
        home_id = self.households.home_of(person_id)
        home = None if home_id is None else self.households.get_companion(home_id)
        people = {person_id, *(() if home is None else home.person_ids)}
        addresses = [self.persons.get_companion(each).address for each in people]
        addresses += [] if home is None else [home.address]
        self.exported.forget({each.governorate for each in addresses}, None)

    def _is_alone(self, home_id: str) -> bool:
        """Whether the household is one person's: its address is then theirs, and theirs alone."""
        return len(self.households.get_companion(home_id).person_ids) == 1

    def _change_home(
        self, home_id: str, person_id: str, protection: Protection | None, actor: Actor
    ) -> None:
        home = self.households.get_companion(home_id)
        access.may_change_this_household(actor, home)
        home.protect(protection)
        self.households.save(home)
        for each in home.person_ids:
            if each != person_id:
                other = self.persons.get_companion(each)
                access.may_protect(actor, other)
                other.protect(protection)
                self.persons.save(other)
