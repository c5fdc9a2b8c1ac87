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
from services.registry.domain.persons.guardians import records_of
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.consent import ONLINE, Consent
from services.registry.domain.privacy.former import HiddenTimes
from services.registry.domain.privacy.requests import DataRequest


@dataclass(frozen=True)
class Telling:
    """Shows consents and requests as far as the actor may know whom they tell of.

    By which account somebody acted from home is told to nobody else: a guardian who is hidden would
    be named by it, and a field that is empty for her alone would be a sign of her. `day_of`: the
    civil day at a moment.
    """

    persons: Persons
    day_of: Callable[[datetime], date]

    def consent(self, consent: Consent, view: View, actor: Actor) -> View:
        """With its guardian while they stand on the record as the actor sees it: then nothing that
        is missing tells of one who is hidden. `?at=` of the record tells who it was before. Not
        who recorded and ended it, and where, when that guardian is not told, or for what was done
        while the person was hidden from the actor."""
        person, given = self.persons.load(consent.person_id), consent.given
        told = person.as_told(guardians_unseen(actor, self.persons, person))
        guards = given.guardian_id in {None, *records_of(told.guardians)}
        times = self._hidden_times(person, actor)
        ended_on = given.on if consent.ended_at is None else self.day_of(consent.ended_at)
        kept_from = partial(_kept_from, actor)
        hidden = not guards or times.on(given.on, self.day_of)
        end_hidden = not guards or times.on(ended_on, self.day_of)
        return {
            **view,
            "guardian_id": view["guardian_id"] if guards else None,
            "centre": None if hidden else view["centre"],
            "recorded_by": kept_from(view["recorded_by"], hidden or given.way == ONLINE),
            "ended_by": kept_from(view["ended_by"], end_hidden or consent.ended_from_home),
        }

    def request(self, request: DataRequest, view: View, actor: Actor) -> View:
        """Without a guardian it names who does not exist for the actor, and without who filed,
        decided or lifted it while the person was hidden from the actor."""
        person, filed = self.persons.load(request.person_id), request.filed
        times, lifted_on = self._hidden_times(person, actor), request.lifted_on
        lift_hidden = lifted_on is not None and times.on(lifted_on, self.day_of)
        filed_hidden = times.on(filed.on, self.day_of)
        kept_from = partial(_kept_from, actor)
        told = {
            **view,
            "filed_by": kept_from(view["filed_by"], filed_hidden or filed.by_person),
            "lifted_by": kept_from(view["lifted_by"], lift_hidden or request.lifted_from_home),
        }
        if (decided := view["decision"]) is not None:
            hidden = times.on(date.fromisoformat(decided["on"]), self.day_of)
            told["decision"] = {**decided, "by": kept_from(decided["by"], hidden)}
        named = (view["changes"] or {}).get("guardian")
        if named is not None and not exists_for(actor, self.persons, named["person_id"]):
            told["changes"] = {**view["changes"], "guardian": None}
        return told

    def was_hidden(self, person: Person, on: date | str, actor: Actor) -> bool:
        """Whether they were hidden from the actor at any time of that day."""
        day = date.fromisoformat(on) if isinstance(on, str) else on
        return self._hidden_times(person, actor).on(day, self.day_of)

    def _hidden_times(self, person: Person, actor: Actor) -> HiddenTimes:
        states = self.persons.history(person.id)
        return HiddenTimes.of(
            ((each.at, each.aggregate) for each in states), partial(knows_person, actor)
        )


def _kept_from(actor: Actor, account: str | None, hidden: bool) -> str | None:
    """Who did it, unless that is hidden; their own account everybody may read."""
    return None if hidden and account != actor.subject else account
