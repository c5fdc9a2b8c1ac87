"""What is held of a person, by ground, and the last day on which there was any: what must stay of
them rests on it (`domain.privacy.keeping`).

Of a household in which they lived before, what came after they left is not theirs. A ward who is
protected is no ground, nor a pair with somebody who is: the answer would tell of that record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.calendar import day_of
from chassis.context import Actor
from chassis.documents.kind import Criteria, Revision, Store
from chassis.errors import NotFound
from services.registry.adapters.persons.keys import ward_place
from services.registry.adapters.privacy.dwelt import Homes, Stayed
from services.registry.app.privacy.ports import Needed
from services.registry.domain.duplicates.duplicate import OPEN
from services.registry.domain.persons.erasure import ERASABLE_FACTS, says_erased
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.keeping import LASTING, Held
from services.registry.domain.privacy.rules import RUNNING
from services.registry.domain.programmes.grievance import Grieved

_OURSELVES = Actor.system("").subject
_UNSETTLED, _NEVER_PAID = ("listed", "held"), "withdrawn"
Found = Iterator[tuple[str, date]]


@dataclass(frozen=True)
class Kept:
    """Where the registry keeps what concerns a person."""

    persons: Store[Person]
    enrolments: Store[Any]
    grievances: Store[Any]
    payments: Store[Any]
    visits: Store[Any]
    profiles: Store[Any]
    consents: Store[Any]
    duplicates: Store[Any]


@dataclass(frozen=True)
class Holding:
    """See `app.privacy.ports.Holding`."""

    kept: Kept
    homes: Homes
    absorbed: Callable[[str], Sequence[str]]
    needed: Needed

    def __call__(self, person: Person, today: date, since: date | None = None) -> Held:
        records = (person.id, *self.absorbed(person.id))
        stayed = self.homes.of(records)
        held: dict[str, date] = {}
        for ground, last in (
            *self._of_the_record(person, today, since),
            *self._of_others(records),
            *self._of_their_homes(stayed, today),
            *self._of_benefits(records, stayed),
        ):
            held[ground] = max(last, held.get(ground, last))
        return held

    def _of_the_record(self, person: Person, today: date, since: date | None) -> Found:
        if self.needed(person.id):
            yield RUNNING, LASTING
        if person.protection is not None:
            yield "protection", LASTING
        states = self.kept.persons.history(person.id)
        if any(each.aggregate.contact.is_there for each in states):
            yield "messages", today
        for before, each in zip((None, *states), states, strict=False):
            if since is not None and day_of(each.at) > since and _somebody_came(before, each):
                yield "returned", day_of(each.at)

    def _of_others(self, records: Sequence[str]) -> Found:
        places = {"places": [ward_place(each) for each in records]}
        wards = self.kept.persons.each(Criteria(any_of=places))
        if any(each.protection is None for each in wards):
            yield "guardianship", LASTING
        open_pairs = Criteria(equals={"status": OPEN}, any_of={"person": records})
        if any(self._is_open_to_all(each) for each in self.kept.duplicates.each(open_pairs)):
            yield "duplicates", LASTING
        for consent in self.kept.consents.each(_of(records)):
            ended = consent.ended_at
            yield "consents", consent.until if ended is None else day_of(ended)

    def _is_open_to_all(self, pair: Any) -> bool:
        both = (self.kept.persons.load(each) for each in pair.person_ids)
        return all(each.protection is None for each in both)

    def _of_their_homes(self, stayed: Sequence[Stayed], today: date) -> Found:
        for home in stayed:
            if home.still_there or home.with_others:
                yield "household", home.until
            visits = self.kept.visits.each(Criteria(equals={"household": home.id}))
            for visit in visits:
                for began in (day_of(each.report.started_at) for each in visit.records):
                    if began <= home.until:
                        yield "surveys", began
            if self._facts_of(home.id):
                yield "facts", min(home.until, today)

    def _facts_of(self, household_id: str) -> Mapping[str, Any]:
        try:
            facts: Mapping[str, Any] = self.kept.profiles.load(household_id).facts
        except NotFound:
            return {}
        return facts

    def _of_benefits(self, records: Sequence[str], stayed: Sequence[Stayed]) -> Found:
        until = {home.id: home.until for home in stayed}
        for enrolment in self._enrolments(records, list(until)):
            own = enrolment.applicant.person_id in records
            left = LASTING if own else until[enrolment.applicant.household_id]
            if enrolment.application.registered_on > left:
                continue
            yield "enrolments", min(_last_of(enrolment), left)
            wanted = Criteria(equals={"enrolment": enrolment.id})
            for each in self.kept.grievances.each(wanted):
                yield "grievances", min(_answered(each), left)
        for payment in self.kept.payments.each(_of(records)):
            if payment.status != _NEVER_PAID:
                yield "payments", _settled(payment)

    def _enrolments(self, records: Sequence[str], homes: Sequence[str]) -> Iterator[Any]:
        """Their own, and the households'."""
        yield from self.kept.enrolments.each(_of(records))
        for each in self.kept.enrolments.each(Criteria(any_of={"household": homes})):
            if each.applicant.person_id is None:
                yield each


def _somebody_came(before: Revision[Person] | None, now: Revision[Person]) -> bool:
    """Whether somebody recorded other facts for them: not what follows by itself from others'
    merges or protection, nor what an erasure takes out."""
    if now.actor.startswith(_OURSELVES) or says_erased(now.why):
        return False
    return before is None or _erasable(before) != _erasable(now)


def _erasable(state: Revision[Person]) -> Mapping[str, Any]:
    return {name: getattr(state.aggregate, name) for name in ERASABLE_FACTS}


def _of(records: Sequence[str]) -> Criteria:
    return Criteria(any_of={"person": records})


def _last_of(enrolment: Any) -> date:
    if enrolment.lives:
        return LASTING
    last: date = enrolment.application.registered_on
    for each in enrolment.course:
        last = max(last, each.on)
    return last


def _answered(grievance: Any) -> date:
    if grievance.reply is not None:
        replied: date = grievance.reply.on
        return replied
    filed: date = grievance.filing.filed_on
    return filed if grievance.status == Grieved.WITHDRAWN else LASTING


def _settled(payment: Any) -> date:
    if payment.status in _UNSETTLED:
        return LASTING
    return date.fromisoformat((payment.settled_on or f"{payment.month}-28")[:10])
