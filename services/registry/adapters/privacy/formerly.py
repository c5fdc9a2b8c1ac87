"""What a copy has of former times, and of guardians: nothing that tells where others are hidden.

A copy is for the person, and is had by their guardian and at a counter, too. What was recorded
while the record was hidden from any of those who may see it now is in none: a child who left a
refuge is open, and their mother lives there still. Who may know those times reads them by `?at=`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from chassis.calendar import day_of
from chassis.documents.kind import Revision, Store
from chassis.errors import NotFound
from services.registry.adapters.privacy.lookers import Hiding
from services.registry.app.persons.former import Told, told
from services.registry.domain.persons.guardians import records_of
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.former import HiddenTimes, by_all_of
from services.registry.domain.privacy.requests import DataRequest

Plain = dict[str, Any]

NOT_COPIED = "former_protection_not_copied"


@dataclass(frozen=True)
class Former:
    """The former states of a person's record. Of guardians those who are under protection now are
    left out, whoever asks, and what was recorded of them alone: nothing of anybody else that is
    hidden leaves with a copy."""

    person: Person
    revisions: tuple[Revision[Person], ...]
    persons: Store[Person]

    @classmethod
    def of(cls, persons: Store[Person], person: Person) -> Former:
        return cls(person, tuple(persons.history(person.id)), persons)

    def states(self) -> Iterator[tuple[datetime, str | None, Person]]:
        """Since when, why, and what was recorded then, as far as it is told; the oldest first."""
        for each in self._told:
            yield each.recorded.at, each.reason, each.person

    @property
    def present(self) -> Person:
        """The record as it is, as far as it is told."""
        return self._told[-1].person

    def consent(self, view: Plain) -> Plain:
        """As it is shown to whom hidden guardians do not exist: see `app/privacy/telling.py`."""
        guards = view["guardian_id"] in {None, *records_of(self.present.guardians)}
        hidden = not guards or self._hidden_on(view["given_on"])
        return {
            **view,
            "guardian_id": view["guardian_id"] if guards else None,
            "centre": None if hidden else view["centre"],
        }

    def request(self, view: Plain) -> Plain:
        """Without a guardian it names who is under protection."""
        named = (view["changes"] or {}).get("guardian")
        if named is None or not self._is_hidden(named["person_id"]):
            return view
        return {**view, "changes": {**view["changes"], "guardian": None}}

    def tells(self, request: DataRequest) -> bool:
        """Whether it is told: its words, and what it changed, may say where somebody was hidden;
        what lasts holds, and is."""
        return request.in_force or not self._hidden_on(request.filed.on.isoformat())

    @property
    def hiding(self) -> Hiding:
        """For whoever tells who looked."""
        return Hiding(self._times, self.person.protection is not None)

    @cached_property
    def _times(self) -> HiddenTimes:
        states = ((each.at, each.aggregate.protection) for each in self.revisions)
        return HiddenTimes.of(states, by_all_of(self.person.protection))

    @cached_property
    def _told(self) -> tuple[Told, ...]:
        seen = by_all_of(self.person.protection)
        return tuple(told(self.revisions, lambda it: seen(it.protection), self._is_hidden))

    def _hidden_on(self, day: str) -> bool:
        return self._times.on(date.fromisoformat(day), day_of)

    def _is_hidden(self, person_id: str) -> bool:
        try:
            return self.persons.load(person_id).protection is not None
        except NotFound:
            return False
