"""One handler per command about persons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from services.registry.app.persons.commands import AmendPerson, RegisterPerson
from services.registry.app.persons.guardians import Guardians
from services.registry.app.persons.ports import Known, Persons
from services.registry.app.persons.telling import as_told_to
from services.registry.app.ports import Audit, NewId, Today, Together, View
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.persons import disabilities
from services.registry.domain.persons.changes import (
    Changes,
    must_be_explained,
    must_be_sound,
)
from services.registry.domain.persons.identity import BORNE_BY_ANOTHER, UNFIT_AT_HOME
from services.registry.domain.persons.origin import Origin
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.refusals import DiedInHousehold
from services.registry.domain.privacy.protection import may_know

_DOCUMENTS = frozenset({"identity", "other_documents"})


class PersonHandlers:
    """Registering and amending persons."""

    def __init__(
        self,
        persons: Persons,
        home_of: Callable[[str], str | None],
        contradicts: Callable[[Person, Person, Actor], bool],
        guardians: Guardians,
        together: Together,
        audit: Audit,
        new_id: NewId,
        today: Today,
    ) -> None:
        self._persons = persons
        self._home_of = home_of
        self._contradicts = contradicts
        self._guardians = guardians
        self._together = together
        self._audit = audit
        self._new_id = new_id
        self._today = today

    def register(self, command: RegisterPerson, actor: Actor) -> View:
        """Register a person for the first time."""
        access.may_register(actor, command.address.governorate)
        disabilities.must_differ(command.disabilities)
        person = Person.register(
            self._new_id(),
            identity=command.identity,
            name=command.name,
            birth_date=command.birth_date,
            sex=command.sex,
            contact=command.contact,
            address=command.address,
            other_documents=command.other_documents,
            disabilities=command.disabilities,
            guardian=command.guardian,
            origin=Origin(actor.centre, actor.subject, self._today()),
        )
        if command.guardian is not None:
            self._guardians.named(command.guardian, actor)
        view = self._persons.add(person, partial(may_know, actor))
        return as_told_to(actor, self._persons, self._warning(person, view, actor))

    def amend(self, command: AmendPerson, actor: Actor) -> View:
        """Correct or change facts about a person."""
        if "died_on" not in command.changes:
            return self._amend(command, actor, partial(may_know, actor))
        # Together with looking for their home: who is taken in meanwhile has not died elsewhere.
        with self._together():
            return self._amend(command, actor, None)

    def _amend(self, command: AmendPerson, actor: Actor, known: Known | None) -> View:
        """Without `known` a number is claimed beforehand: one that is taken ends a transaction."""
        fields = command.changes.keys()
        person = self._persons.get(
            command.person_id,
            lambda known: access.may_change_this_person(actor, known, fields),
        )
        if person.protection is not None:
            self._audit.record("person.handle", "person", person.id)
        must_be_explained(fields, command.reason)
        must_be_sound(command.changes, person.other_documents)
        self._dies_alone(person, command.changes)
        unseen = self._guardians.unseen(person, actor)
        guardian = command.changes.get("guardian")
        before = replace(person)
        is_new = guardian is not None and guardian not in person.as_told(unseen).guardians
        person.amend(command.changes, self._today(), unseen)
        if guardian is not None and is_new:
            self._guardians.named(guardian, actor)
        if known is None and "identity" in fields:
            self._persons.claim_if_hidden(person, partial(may_know, actor))
        view = self._persons.save(person, command.reason, known=known)
        if not _DOCUMENTS.isdisjoint(fields):
            view = self._warning(person, view, actor)
        if self._contradicts(before, person, actor):
            view = {**view, "warnings": [*view["warnings"], UNFIT_AT_HOME]}
        return as_told_to(actor, self._persons, view)

    def _warning(self, person: Person, view: View, actor: Actor) -> View:
        """The answer, with a warning where a number of theirs is somebody else's whom the actor may
        know of. It names nobody, and a record that is read later does not repeat it."""
        if not self._persons.shares_number(person, partial(may_know, actor)):
            return view
        return {**view, "warnings": [*view["warnings"], BORNE_BY_ANOTHER]}

    def _dies_alone(self, person: Person, changes: Changes) -> None:
        """Raises `DiedInHousehold` for somebody whose household would not know of the death."""
        dies = person.died_on is None and changes.get("died_on") is not None
        if dies and self._home_of(person.id) is not None:
            raise DiedInHousehold()
