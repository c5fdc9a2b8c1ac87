"""Forgetting in the background what was erased, wherever it is kept beside the record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from services.registry.app.ports import Run
from services.registry.app.privacy.addresses import OwnAddresses
from services.registry.app.privacy.copying import Copying
from services.registry.app.privacy.erasing import keep_unused
from services.registry.app.privacy.ports import (
    Arriving,
    Calendar,
    DataRequests,
    Exported,
    Persons,
    Rules,
    Traces,
)
from services.registry.app.privacy.records import known_in, who_it_is_now
from services.registry.domain.persons.erasure import ADDRESS_DETAILS, why_erased
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.requests import DataRequest


@dataclass(frozen=True)
class Forgetting:
    """The work `privacy_request.forget`: done twice it forgets the same."""

    requests: DataRequests
    persons: Persons
    addresses: OwnAddresses
    traces: Traces
    copying: Copying
    exported: Exported
    arriving: Arriving
    rules: Rules
    calendar: Calendar

    def forget(self, request_id: str, run: Run) -> None:
        """Everything that was erased by this request."""
        request = self.requests.load(request_id)
        if not request.traces_left or request.decision is None:
            return
        categories = request.gone
        person = who_it_is_now(self.persons.load, request.person_id)
        for record in (person.id, *self.persons.absorbed(person.id)):
            self._forget(record, person, categories, request_id)
        self._forget_files(person, categories)
        request = self.requests.get(request_id)
        request.traces_are_gone()
        self.requests.save(request)

    def _forget(
        self, record: str, person: Person, categories: Collection[str], request_id: str
    ) -> None:
        """Of the record itself, or of one that was merged into it."""
        if record != person.id:
            merged = self.persons.get_companion(record)
            keep_unused(merged, categories, request_id, self.calendar.today())
            merged.erase(categories, known_in(self.persons, merged), person.name.arabic)
            self.persons.save(merged, why_erased(request_id))
            self.persons.forget_former(record, categories, person.name.arabic)
        if ADDRESS_DETAILS in categories:
            ended = self.traces.households_ended(record)
            self.addresses.forget_former(record, ended, why_erased(request_id))
        for asked in self.requests.of(record):
            self._forget_asked(asked, person, categories)
        self.copying.forget(record)
        self.traces.forget(record, categories, person.name)

    def _forget_asked(
        self, asked: DataRequest, person: Person, categories: Collection[str]
    ) -> None:
        asked.forget(categories, person.name.arabic)
        self.requests.save(asked)
        self.requests.forget_answers(asked.id)

    def _forget_files(self, person: Person, categories: Collection[str]) -> None:
        """Files in which they may be: those of the governorates where they ever lived."""
        purposes = self.rules(self.calendar.today()).purposes
        let_out = {
            code
            for code, each in purposes.items()
            if not set(categories).isdisjoint(each.categories)
        }
        states = [person, *(each.aggregate for each in self.persons.history(person.id))]
        self.exported.forget({each.address.governorate for each in states}, let_out)
        self.arriving.forget({each.number for each in person.known_by if each.number})
