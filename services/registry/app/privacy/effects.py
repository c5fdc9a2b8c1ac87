"""What a granted request does to the record, in the same moment in which it is granted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from services.registry.app.persons.guardians import Guardians
from services.registry.app.privacy.erasing import Erasing, Outcome
from services.registry.app.privacy.ports import Persons
from services.registry.app.privacy.records import (
    ever_known_by,
    one_after_the_other,
    who_it_is_now,
)
from services.registry.domain.access import Actor
from services.registry.domain.persons.changes import Changes, must_be_sound
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy import requests
from services.registry.domain.privacy.protection import may_know
from services.registry.domain.privacy.requests import GRANTED, Asked, DataRequest
from services.registry.domain.privacy.restriction import Restriction


@dataclass(frozen=True)
class Effects:
    """Applies what was decided."""

    persons: Persons
    erasing: Erasing
    guardians: Guardians

    def must_be_possible(self, asked: Asked, person: Person, actor: Actor) -> None:
        """Raises, of what is asked, what `must_be_sound` raises, and what `Guardians.named` raises
        for a guardian who is new."""
        changes: Changes = asked.changes or {}
        must_be_sound(changes, person.other_documents)
        guardian = changes.get("guardian")
        if guardian is None:
            return
        if guardian not in person.as_told(self.guardians.unseen(person, actor)).guardians:
            self.guardians.named(guardian, actor)

    def of(self, request: DataRequest, outcome: str, actor: Actor, today: date) -> Outcome:
        """Apply a decision. Raises what an amendment raises."""
        if outcome != GRANTED:
            return Outcome()
        effects: dict[str, Callable[[DataRequest, Actor, date], Outcome]] = {
            requests.CORRECTION: self._correct,
            requests.RESTRICTION: self._restrict,
            requests.ERASURE: self._erase,
            requests.NUMBER_CLAIM: self._take_number_away,
        }
        effect = effects.get(request.kind)
        return Outcome() if effect is None else effect(request, actor, today)

    def undo(self, request: DataRequest) -> None:
        """A restriction is lifted: the record is used again, and others that it restricted."""
        if request.kind == requests.RESTRICTION:
            get = self.persons.get_companion
            for person in ever_known_by(get, self.persons, request.person_id):
                if person.is_restricted_by(request.id):
                    person.restrict(None)
                    self.persons.save(person, f"restriction {request.id} lifted")

    def _correct(self, request: DataRequest, actor: Actor, today: date) -> Outcome:
        """The record is amended. Facts of a household are not: a supervisor withdraws them and the
        family declares what is right, where it is kept who said what; the answer says so."""
        if request.asked.about == requests.FACTS:
            return Outcome()
        person = self.persons.get_companion(request.person_id)
        self.must_be_possible(request.asked, person, actor)
        unseen = self.guardians.unseen(person, actor)
        person.amend(request.asked.changes or {}, today, unseen)
        if "identity" in (request.asked.changes or {}):
            self.persons.claim_if_hidden(person, partial(may_know, actor))
        self.persons.save(person, f"correction: request {request.id}")
        return Outcome()

    def _restrict(self, request: DataRequest, actor: Actor, today: date) -> Outcome:
        """Also of the record in which theirs ended meanwhile; should that merge be undone, both are
        restricted until the request is lifted."""
        for person in one_after_the_other(self.persons.get_companion, request.person_id):
            person.restrict(Restriction(request.id, today))
            self.persons.save(person, f"restriction: request {request.id}")
        return Outcome()

    def _erase(self, request: DataRequest, actor: Actor, today: date) -> Outcome:
        return self.erasing.erase(request, today)

    def _take_number_away(self, request: DataRequest, actor: Actor, today: date) -> Outcome:
        """Who was registered under the number is somebody else: they are known by none, nor is the
        record in which theirs ended meanwhile, unless that is the holder's."""
        holder = who_it_is_now(self.persons.load, request.person_id)
        get = self.persons.get_companion
        claimant, *survivors = one_after_the_other(get, str(request.asked.claimant_id))
        number = claimant.identity.national_number
        if number is None or not claimant.number_claimed:
            return Outcome()
        for each in (claimant, *(other for other in survivors if other.id != holder.id)):
            before = len(each.events)
            each.give_up_number(number)
            if len(each.events) > before:
                self.persons.save(each, "correction: identity document")
        return Outcome()
