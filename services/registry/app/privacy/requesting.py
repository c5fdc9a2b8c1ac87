"""Requests about one's own data: filed, decided by another person in time, with their effect."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from services.registry.app.pages import known_page
from services.registry.app.ports import NOBODY, Audit, NewId, Together, View
from services.registry.app.privacy.acting import Acting
from services.registry.app.privacy.effects import Effects
from services.registry.app.privacy.erasing import Erasing, Outcome
from services.registry.app.privacy.ports import (
    Calendar,
    DataRequests,
    Persons,
    Rules,
    WorkingDaysAfter,
)
from services.registry.app.privacy.telling import Telling
from services.registry.domain.access import (
    Actor,
    governorates_to_search,
    is_citizen_only,
    must_know_person,
)
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy import access
from services.registry.domain.privacy.protection import may_know
from services.registry.domain.privacy.refusals import RequestUnknown
from services.registry.domain.privacy.requests import (
    NUMBER_CLAIM,
    Asked,
    DataRequest,
    Decision,
    Filed,
)
from services.registry.domain.privacy.rules import PrivacyRules
from services.registry.domain.programmes.words import Text
from services.registry.domain.refusals import Refusal


@dataclass(frozen=True)
class FileRequest:
    """What a person asks about their own data."""

    person_id: str
    asked: Asked


@dataclass(frozen=True)
class DecideRequest:
    """Grant or refuse it, with the reason that the person reads."""

    request_id: str
    outcome: str
    reason: str


Say = Callable[[DataRequest, DecideRequest, Outcome, PrivacyRules, date], Text]
"""What the person reads as the answer, in both languages."""


@dataclass(frozen=True)
class FindRequests:
    """Requests by their keys."""

    keys: Mapping[str, str]
    governorate: str | None = None
    after: str | None = None
    limit: int = 20


@dataclass(frozen=True)
class RequestDesk:
    """Leads requests to their answer. Answers are views; each step is in the audit log."""

    requests: DataRequests
    persons: Persons
    effects: Effects
    erasing: Erasing
    acting: Acting
    telling: Telling
    audit: Audit
    together: Together
    rules: Rules
    calendar: Calendar
    working_days_after: WorkingDaysAfter
    say: Say
    new_id: NewId

    def file(self, command: FileRequest, actor: Actor) -> View:
        """File one, by the person or for who came to a counter."""
        person = self.persons.load(command.person_id)
        self.acting.must_act(actor, person)
        today = self.calendar.today()
        rules = self.rules(today)
        asked = command.asked
        if asked.purpose is not None:
            rules.purpose(asked.purpose)
        self.effects.must_be_possible(asked, person, actor)
        request = DataRequest.file(
            self.new_id(),
            person.id,
            person.address.governorate,
            asked,
            Filed(
                actor.subject,
                today,
                is_citizen_only(actor),
                self.acting.guardian_at_home(actor, person),
            ),
            rules.effective_from,
            self.working_days_after(today, rules.working_days[asked.kind]),
        )
        self.audit.record(f"privacy_request.file.{asked.kind}", "person", person.id)
        return self.requests.add(request)

    def decide(self, command: DecideRequest, actor: Actor) -> View:
        """Decide one; what is granted takes effect in the same moment."""
        today = self.calendar.today()
        with self.together():
            request = self.requests.get(command.request_id, lambda it: self._may_decide(actor, it))
            request.must_be_decided_by(actor.subject)
            self.audit.record(
                f"privacy_request.{command.outcome}.{request.kind}", "person", request.person_id
            )
            outcome = self.effects.of(request, command.outcome, actor, today)
            request.decide(
                Decision(
                    command.outcome,
                    command.reason,
                    actor.subject,
                    today,
                    self.say(request, command, outcome, self.rules(today), today),
                    outcome.erased,
                    outcome.kept,
                ),
                outcome.retained,
                outcome.look_again_on,
            )
            return self.telling.request(request, self.requests.save(request), actor)

    def withdraw(self, request_id: str, actor: Actor) -> View:
        """The person takes it back."""
        request = self.requests.get(request_id, lambda it: self._may_take_back(actor, it))
        self.audit.record(f"privacy_request.withdraw.{request.kind}", "person", request.person_id)
        request.withdraw()
        return self.telling.request(request, self.requests.save(request), actor)

    def lift(self, request_id: str, actor: Actor) -> View:
        """The person wants what was granted to hold no longer."""
        with self.together():
            request = self.requests.get(request_id, lambda it: self._may_take_back(actor, it))
            self.audit.record(f"privacy_request.lift.{request.kind}", "person", request.person_id)
            request.lift(actor.subject, self.calendar.today(), from_home=is_citizen_only(actor))
            self.effects.undo(request)
            return self.telling.request(request, self.requests.save(request), actor)

    def escalate(self, request_id: str) -> None:
        """The answer is overdue."""
        request = self.requests.get(request_id)
        request.escalate(self.calendar.today())
        self.requests.save(request)

    def erase_what_is_over(self, request_id: str) -> None:
        """What had to stay after an erasure may be over: it goes, or waits until it is looked at
        again."""
        today = self.calendar.today()
        with self.together():
            request = self.requests.get(request_id)
            if not request.is_looked_at(today):
                return
            found = self.erasing.erase_what_is_over(request, today, self._note_retention)
            request.retention_was_looked_at(found.erased, found.retained, found.look_again_on)
            self.requests.save(request)

    def _note_retention(self, person_id: str) -> None:
        self.audit.record("privacy_request.retention", "person", person_id)

    def moved(self, person_id: str) -> None:
        """Let what a person asked be with those who serve where they live now."""
        governorate = self.persons.load(person_id).address.governorate
        for each in self.requests.of(person_id):
            each.live_in(governorate)
            self.requests.save(each)

    def one(self, request_id: str, actor: Actor) -> View:
        """One request, with its answer."""
        request = self.requests.load(request_id)
        person = self._known(actor, request)
        if request.kind == NUMBER_CLAIM and not may_know(actor, person.protection):
            raise RequestUnknown(id=request_id)
        self.acting.must_see(actor, person)
        self.audit.record("privacy_request.read", "person", request.person_id)
        foreseen = self.erasing.foresee(request, self.calendar.today())
        return {**self.telling.request(request, self.requests.show(request), actor), **foreseen}

    def find(self, query: FindRequests, actor: Actor) -> View:
        """A page of requests; a citizen names whose: themselves, or their ward."""
        if is_citizen_only(actor):
            return self._own(query, actor)
        return self._page(
            query,
            query.keys,
            governorates_to_search(actor, query.governorate),
            # Somebody may be protected since they asked, or have been when they did.
            lambda each: self._knows(actor, each["person_id"]) and self._is_told(actor, each),
        )

    def _own(self, query: FindRequests, actor: Actor) -> View:
        own_id = self.acting.own_person_id(actor)
        person_id = query.keys.get("person", own_id)
        if own_id is None or person_id is None:
            return NOBODY
        self.acting.must_act(actor, self.persons.load(person_id))
        keys = {**query.keys, "person": person_id}
        places = None if query.governorate is None else {query.governorate}
        return self._page(
            query,
            keys,
            places,
            lambda each: each["kind"] != NUMBER_CLAIM and self._is_told(actor, each),
        )

    def _page(
        self,
        query: FindRequests,
        keys: Mapping[str, str],
        governorates: Collection[str] | None,
        is_known: Callable[[View], bool],
    ) -> View:
        page = known_page(
            lambda after, limit: self.requests.find(keys, governorates, after, limit),
            lambda found: [each for each in found if is_known(each)],
            query.after,
            query.limit,
        )
        asked = {each["person_id"] for each in page["items"]}
        if protected := sorted(each for each in asked if self._is_protected(each)):
            self.audit.record("privacy_request.list", "person", protected)
        return {**page, "items": [self.requests.summary(each) for each in page["items"]]}

    def _is_protected(self, person_id: str) -> bool:
        return self.persons.load(person_id).protection is not None

    def _knows(self, actor: Actor, person_id: str) -> bool:
        return may_know(actor, self.persons.load(person_id).protection)

    def _is_told(self, actor: Actor, view: View) -> bool:
        """What a request of a time when they were hidden says may tell where; what lasts holds."""
        person = self.persons.load(view["person_id"])
        return view["in_force"] or not self.telling.was_hidden(person, view["filed_on"], actor)

    def _known(self, actor: Actor, request: DataRequest) -> Person:
        """Whose request it is. Raises `RequestUnknown` for whom they, or it, do not exist."""
        person = self.persons.load(request.person_id)
        try:
            must_know_person(actor, person)
        except Refusal:
            raise RequestUnknown(id=request.id) from None
        if not self._is_told(actor, self.requests.show(request)):
            raise RequestUnknown(id=request.id)
        return person

    def _may_take_back(self, actor: Actor, request: DataRequest) -> None:
        self.acting.must_take_back(actor, self._known(actor, request), request)

    def _may_decide(self, actor: Actor, request: DataRequest) -> None:
        person = self._known(actor, request)
        access.may_decide(actor, person, request.kind, overdue=request.escalated_on is not None)
