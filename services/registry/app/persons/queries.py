"""What the registry can be asked about persons. Nothing here changes anything."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from services.registry.app.absence import logging_absence
from services.registry.app.persons.former import Told
from services.registry.app.persons.ports import Persons, Search, Wanted
from services.registry.app.persons.telling import as_told_to, exists_for, history_for, version_told
from services.registry.app.ports import NOBODY, Audit, Today, View, written
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.persons import search
from services.registry.domain.persons.facts import years_before
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import marks_of
from services.registry.domain.refusals import Refusal


class MustAllow(Protocol):
    """Raises unless a person's sensitive facts may be read for a purpose; those of a record that is
    `kept_unused` for who reads, only where life and safety are at stake."""

    def __call__(self, purpose: str, person_id: str, /, *, kept_unused: bool) -> None: ...


_OLDEST = 150
"""Years: a bound of the search, older than anybody."""


@dataclass(frozen=True)
class FindPersons:
    """Whom to find; what is given must all hold. Ages in whole years, on this day; of whom only the
    month or year of birth is known, every age that they may have."""

    national_number: str | None = None
    document: str | None = None
    mobile: str | None = None
    name: str | None = None
    governorate: str | None = None
    district: str | None = None
    subdistrict: str | None = None
    sex: str | None = None
    age_from: int | None = None
    age_to: int | None = None
    status: str | None = None
    programme: str | None = None
    after: str | None = None
    limit: int = 20


class PersonQueries:
    """Reading persons, each within the reach of who asks."""

    def __init__(
        self,
        persons: Persons,
        find: Search,
        must_allow_reading: MustAllow,
        audit: Audit,
        today: Today,
    ) -> None:
        self._persons = persons
        self._must_allow_reading = must_allow_reading
        self._find = find
        self._audit = audit
        self._today = today

    def person(self, person_id: str, actor: Actor, at: datetime | None = None) -> View:
        """One person, now or as they were recorded at a past moment."""
        person = self._then(self._seen(person_id, actor), at, actor)
        return as_told_to(actor, self._persons, self._persons.show(person))

    def sensitive(
        self, person_id: str, purpose: str, actor: Actor, at: datetime | None = None
    ) -> View:
        """What is sensitive about a person, now or as it was recorded at a past moment, for a
        purpose that the audit log keeps.

        Raises what `MustAllow` raises for a purpose that is none, or rests on missing consent.
        """
        person = self._known(person_id, actor)
        try:
            access.may_see_sensitive(
                actor, person.address.governorate, person.identity.national_number
            )
            self._must_allow_reading(
                purpose, person_id, kept_unused=access.is_kept_unused(actor, person)
            )
        except Refusal:
            self._audit.record("person.sensitive_read_refused", "person", person_id)
            raise
        self._audit.record(f"person.sensitive_read.{purpose}", "person", person_id)
        person = self._then(person, at, actor)
        return {
            "id": person.id,
            "version": version_told(actor, self._persons, person),
            "disabilities": [asdict(each) for each in person.disabilities],
        }

    def history(self, person_id: str, actor: Actor) -> View:
        """Who changed what about a person, when and why; the oldest first.

        Without what was recorded while they were hidden from the actor.
        """
        self._seen(person_id, actor)
        return {"items": list(map(_change, history_for(actor, self._persons, person_id)))}

    def find_persons(self, query: FindPersons, actor: Actor) -> View:
        """A page of persons; a citizen finds nobody but themselves."""
        number = query.national_number
        if access.is_citizen_only(actor):
            if actor.national_number is None or number not in (None, actor.national_number):
                return NOBODY
            number = actor.national_number
            governorates = None if query.governorate is None else frozenset({query.governorate})
        else:
            governorates = access.governorates_to_search(actor, query.governorate)
        terms = search.terms(query.name or "")
        if query.name and not terms:
            return NOBODY
        wanted = Wanted(
            governorates=governorates,
            national_number=number,
            document=query.document,
            mobile=query.mobile,
            terms=terms,
            district=query.district,
            subdistrict=query.subdistrict,
            sex=query.sex,
            born=self._born(query),
            status=query.status,
            programme=query.programme,
            known_to=None if access.is_citizen_only(actor) else marks_of(actor),
            held_alone=access.is_citizen_only(actor),
        )
        page = self._find(wanted, query.after, query.limit)
        # That somebody is in a programme, or applied, is sensitive of everybody.
        aided = query.programme is not None
        if shown := [each["id"] for each in page["items"] if aided or "protection" in each]:
            self._audit.record("person.list", "person", shown)
        told = [as_told_to(actor, self._persons, each) for each in page["items"]]
        return {**page, "items": told}

    def knows(self, actor: Actor, person_id: str) -> bool:
        """Whether a person exists for the actor: protected ones do for who needs to know."""
        return exists_for(actor, self._persons, person_id)

    def own_id(self, actor: Actor) -> str | None:
        """The record of who asks, recognised by their national number."""
        if actor.national_number is None:
            return None
        found = self._find(Wanted(None, actor.national_number, held_alone=True), None, 1)
        return next((str(each["id"]) for each in found["items"]), None)

    def _seen(self, person_id: str, actor: Actor) -> Person:
        person = self._known(person_id, actor)
        access.may_see_person(actor, person.address.governorate, person.identity.national_number)
        if person.protection is not None:
            self._audit.record("person.read", "person", person_id)
        return person

    def _then(self, person: Person, at: datetime | None, actor: Actor) -> Person:
        """The person as recorded at that moment; opening a record tells nothing of what it said
        while it was hidden. Raises `PersonUnknown`."""
        if at is None:
            return person
        then = self._persons.as_of(person.id, at)
        access.must_know_person(actor, then)
        return then

    def _known(self, person_id: str, actor: Actor) -> Person:
        """Raises `PersonUnknown` for whom a protected person does not exist, and logs it."""
        with logging_absence(self._audit, "person", person_id):
            person = self._persons.load(person_id)
        try:
            access.must_know_person(actor, person)
        except Refusal:
            self._audit.record("person.read_refused", "person", person_id)
            raise
        return person

    def _born(self, query: FindPersons) -> tuple[date, date] | None:
        if query.age_from is None and query.age_to is None:
            return None
        today = self._today()
        oldest = _OLDEST if query.age_to is None else query.age_to
        # Who is a year older than the oldest today, or was before, is too old.
        too_old = years_before(today, oldest + 1)
        return too_old + timedelta(days=1), years_before(today, query.age_from or 0)


def _change(each: Told) -> View:
    return {
        "version": each.person.version,
        "at": written(each.recorded.at),
        "changed_by": each.recorded.actor,
        "reason": each.reason,
        "changed": each.changed,
    }
