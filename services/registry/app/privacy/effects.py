"""What a granted request does to the record, in the same moment in which it is granted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from services.registry.app.persons.guardians import Guardians
from services.registry.app.privacy.addresses import OwnAddresses
from services.registry.app.privacy.ports import Needed, Persons, Rules
from services.registry.domain.access import Actor
from services.registry.domain.persons.erasure import ADDRESS_DETAILS, LATIN_NAME
from services.registry.domain.persons.identity import Identity
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy import requests
from services.registry.domain.privacy.protection import may_know
from services.registry.domain.privacy.requests import GRANTED, Asked, DataRequest
from services.registry.domain.privacy.restriction import Restriction
from services.registry.domain.privacy.rules import ALWAYS, WHILE_ENROLLED, Category
from services.registry.domain.programmes.words import Reason

NAME = "name"


@dataclass(frozen=True)
class Outcome:
    """Of an erasure, what is gone and what stays with its reason; else nothing."""

    erased: tuple[Reason, ...] = ()
    kept: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Effects:
    """Applies what was decided."""

    persons: Persons
    addresses: OwnAddresses
    needed: Needed
    rules: Rules
    guardians: Guardians

    def must_be_possible(self, asked: Asked, person: Person, actor: Actor) -> None:
        """Raises, of what is asked, what `Guardians.named` raises for a guardian who is new."""
        guardian = (asked.changes or {}).get("guardian")
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
        """A restriction is lifted: the record is used again."""
        if request.kind == requests.RESTRICTION:
            person = self.persons.get_companion(request.person_id)
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
        person = self.persons.get_companion(request.person_id)
        person.restrict(Restriction(request.id, today))
        self.persons.save(person, f"restriction: request {request.id}")
        return Outcome()

    def _erase(self, request: DataRequest, actor: Actor, today: date) -> Outcome:
        enrolled = self.needed(request.person_id)
        person = self.persons.get_companion(request.person_id)
        categories = _of_one_called(person, self.rules(today).categories)
        stay = {name: each for name, each in categories.items() if _stays(each, enrolled=enrolled)}
        go = [name for name in categories if name not in stay]
        why = f"erasure: request {request.id}"
        person.erase(go)
        self.persons.save(person, why)
        self.persons.forget_former(request.person_id, go, person.name.arabic)
        if ADDRESS_DETAILS in go:
            self.addresses.forget_present(person.id, why)
        return Outcome(
            tuple(categories[name].words for name in go),
            tuple(_why(each) for each in stay.values()),
        )

    def _take_number_away(self, request: DataRequest, actor: Actor, today: date) -> Outcome:
        """Who was registered under the number is somebody else: they are known by none."""
        claimant = self.persons.get_companion(str(request.asked.claimant_id))
        if claimant.number_claimed:
            claimant.amend({"identity": Identity("none", None)}, today)
            self.persons.save(claimant, "correction: identity document")
        return Outcome()


def _of_one_called(person: Person, categories: Mapping[str, Category]) -> Mapping[str, Category]:
    """The categories; a Latin name that is the only one stays as that in Arabic would."""
    latin, arabic = categories[LATIN_NAME], categories[NAME]
    if person.name.arabic is not None:
        return categories
    kept = replace(latin, keep=arabic.keep, why=arabic.why, years=arabic.years)
    return {**categories, LATIN_NAME: kept}


def _stays(category: Category, *, enrolled: bool) -> bool:
    return category.keep == ALWAYS or (category.keep == WHILE_ENROLLED and enrolled)


def _why(category: Category) -> Reason:
    """The category and why it stays, in both languages."""
    words, why = category.words, category.why
    if why is None:
        return words
    years = (
        ("", "")
        if category.years is None
        else (f" ({category.years} سنوات)", f" ({category.years} years)")
    )
    return Reason(
        words.code,
        f"{words.ar}: {why.ar}{years[0]}",
        f"{words.en}: {why.en}{years[1]}",
    )
