"""Giving consent, seeing it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.app.persons.telling import guardians_unseen
from services.registry.app.ports import Audit, NewId, View
from services.registry.app.privacy.acting import Acting
from services.registry.app.privacy.ports import Calendar, Consents, Persons, Rules
from services.registry.app.privacy.telling import Telling
from services.registry.domain.access import Actor, is_citizen_only
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.consent import ONLINE, Consent, Given
from services.registry.domain.privacy.refusals import ConsentUnknown, ConsentWayUnfit
from services.registry.domain.refusals import Refusal

TIMER = "system:registry.timers"


@dataclass(frozen=True)
class GiveConsent:
    """A person, or their guardian, agrees to a purpose until a day."""

    person_id: str
    purpose: str
    way: str
    paper: str | None = None
    guardian_id: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class FindConsents:
    """A person's consents."""

    person_id: str
    status: str | None = None
    purpose: str | None = None
    after: str | None = None
    limit: int = 20


@dataclass(frozen=True)
class Consenting:
    """Answers are views of the consent; each step is in the audit log."""

    consents: Consents
    persons: Persons
    acting: Acting
    telling: Telling
    audit: Audit
    rules: Rules
    calendar: Calendar
    new_id: NewId

    def give(self, command: GiveConsent, actor: Actor) -> View:
        """Record that consent was given."""
        person = self.persons.load(command.person_id)
        self.acting.must_act(actor, person)
        today = self.calendar.today()
        given = Given(
            command.way,
            command.paper,
            actor.subject,
            actor.centre,
            today,
            self._guardian(command, person, actor),
        )
        if not is_citizen_only(actor):
            # At a counter nobody consents through a guardian who does not exist for it.
            person = person.as_told(guardians_unseen(actor, self.persons, person))
        consent = Consent.give(
            self.new_id(), person, command.purpose, given, command.until, self.rules(today)
        )
        self.audit.record(f"consent.give.{consent.purpose}", "person", person.id)
        return self.consents.add(consent)

    def withdraw(self, consent_id: str, actor: Actor) -> View:
        """The person takes it back: from this moment nothing rests on it."""
        consent = self.consents.get(consent_id, lambda it: self._may(actor, it))
        consent.withdraw(actor.subject, self.calendar.now(), from_home=is_citizen_only(actor))
        self.audit.record(f"consent.withdraw.{consent.purpose}", "person", consent.person_id)
        return self.telling.consent(consent, self.consents.save(consent), actor)

    def expire(self, consent_id: str) -> None:
        """Its time is over."""
        consent = self.consents.get(consent_id)
        consent.expire(self.calendar.today(), TIMER, self.calendar.now())
        self.consents.save(consent)

    def one(self, consent_id: str, actor: Actor) -> View:
        """One consent."""
        consent = self.consents.load(consent_id)
        self._may(actor, consent, looking=True)
        self._look_at(self.persons.load(consent.person_id))
        return self._told(consent, actor)

    def find(self, query: FindConsents, actor: Actor) -> View:
        """A page of a person's consents."""
        person = self.persons.load(query.person_id)
        self.acting.must_see(actor, person)
        self._look_at(person)
        page = self.consents.find(
            query.person_id, query.status, query.purpose, query.after, query.limit
        )
        found = [self.consents.load(each["id"]) for each in page["items"]]
        return {**page, "items": [self._told(each, actor) for each in found]}

    def _told(self, consent: Consent, actor: Actor) -> View:
        return self.telling.consent(consent, self.consents.show(consent), actor)

    def _look_at(self, person: Person) -> None:
        if person.protection is not None:
            self.audit.record("consent.read", "person", person.id)

    def _may(self, actor: Actor, consent: Consent, *, looking: bool = False) -> None:
        person = self.persons.load(consent.person_id)
        check = self.acting.must_see if looking else self.acting.must_act
        try:
            check(actor, person)
        except Refusal as refusal:
            if refusal.kind == "not_found":
                raise ConsentUnknown(id=consent.id) from None
            raise

    def _guardian(self, command: GiveConsent, person: Person, actor: Actor) -> str | None:
        """Who gives it for the person. Raises `ConsentWayUnfit`."""
        if is_citizen_only(actor) != (command.way == ONLINE):
            raise ConsentWayUnfit()
        if not is_citizen_only(actor):
            return command.guardian_id
        return self.acting.guardian_at_home(actor, person)
