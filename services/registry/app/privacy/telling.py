"""What dealings with somebody's data tell of others, and of a time when they were hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from services.registry.app.persons.telling import exists_for, guardians_unseen
from services.registry.app.ports import View
from services.registry.app.privacy.ports import Persons
from services.registry.domain.access import Actor, knows_person
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.former import HiddenTimes

_BY_WHOM = ("recorded_by", "centre")


@dataclass(frozen=True)
class Telling:
    """Shows consents and requests as far as the actor may know whom they tell of.

    `day_of`: the civil day at a moment.
    """

    persons: Persons
    day_of: Callable[[datetime], date]

    def consent(self, view: View, actor: Actor) -> View:
        """With its guardian while they stand on the record as the actor sees it: then nothing that
        is missing tells of one who is hidden. `?at=` of the record tells who it was before. Not
        who recorded it, of a time when the person was hidden from the actor."""
        person = self.persons.load(view["person_id"])
        told = person.as_told(guardians_unseen(actor, self.persons, person))
        guards = view["guardian_id"] in {each.person_id for each in told.guardians}
        hidden = self.was_hidden(person, view["given_on"], actor)
        return {
            **view,
            "guardian_id": view["guardian_id"] if guards else None,
            **(dict.fromkeys(_BY_WHOM) if hidden else {}),
        }

    def request(self, view: View, actor: Actor) -> View:
        """Without a guardian it names who does not exist for the actor."""
        named = (view["changes"] or {}).get("guardian")
        if named is None or exists_for(actor, self.persons, named["person_id"]):
            return view
        return {**view, "changes": {**view["changes"], "guardian": None}}

    def was_hidden(self, person: Person, on: date | str, actor: Actor) -> bool:
        """Whether they were hidden from the actor at any time of that day."""
        day = date.fromisoformat(on) if isinstance(on, str) else on
        states = self.persons.history(person.id)
        times = HiddenTimes.of(
            ((each.at, each.aggregate) for each in states), partial(knows_person, actor)
        )
        return times.on(day, self.day_of)
