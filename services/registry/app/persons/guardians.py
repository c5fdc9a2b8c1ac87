"""Whom a record may name as guardian."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from services.registry.app.persons.ports import Persons
from services.registry.app.persons.telling import guardians_unseen
from services.registry.app.ports import Today
from services.registry.domain.access import Actor
from services.registry.domain.persons.facts import Guardian
from services.registry.domain.persons.guardianship import may_guard, must_be_decided
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.refusals import GuardianNotRegistered
from services.registry.domain.privacy.protection import may_know


@dataclass(frozen=True)
class Guardians:
    """Persons as guardians of others; `adult_at` tells from how many years on, on a day."""

    persons: Persons
    adult_at: Callable[[date], int]
    today: Today

    def unseen(self, person: Person, actor: Actor) -> frozenset[str]:
        """The guardians on this record who are hidden from the actor."""
        return guardians_unseen(actor, self.persons, person)

    def named(self, guardian: Guardian, actor: Actor) -> Person:
        """The guardian who is about to be recorded.

        Raises `GuardianNotRegistered`, also for whom they do not exist, and what `may_guard` and
        `must_be_decided` do.
        """
        if self.persons.missing([guardian.person_id], partial(may_know, actor)):
            raise GuardianNotRegistered()
        found = self.persons.load(guardian.person_id)
        today = self.today()
        may_guard(found, self.adult_at(today), today)
        must_be_decided(guardian, today)
        return found
