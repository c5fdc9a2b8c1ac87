"""Enrolments follow what happens in the life of those they are for: a move, an end, a death; and
by which programmes persons are found follows both.

Decided by how households and persons are now and not by the event that told of it: events may
come late, twice and in another order.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from services.registry.app.programmes.ports import (
    Calendar,
    Concerned,
    Enrolments,
    Findable,
    Grievances,
    Homes,
    LivingOf,
    People,
    Programmes,
    Rules,
    Together,
)
from services.registry.app.programmes.seats import Seats
from services.registry.domain.programmes.enrolment import (
    BENEFICIARY_DIED,
    HOUSEHOLD_DISSOLVED,
    Enrolment,
)


@dataclass(frozen=True)
class LifeOfApplicants:
    """Lets enrolments, and the grievances about them, follow."""

    enrolments: Enrolments
    grievances: Grievances
    programmes: Programmes
    concerned: Concerned
    homes: Homes
    people: People
    living_of: LivingOf
    seats: Seats
    findable: Findable
    together: Together
    rules: Rules
    calendar: Calendar

    def household_changed(self, household_id: str, person_ids: Collection[str]) -> None:
        """Something happened in this household, and to these persons."""
        for enrolment_id in self.concerned.of(household_id, person_ids):
            self._settle(enrolment_id)
        self.findable({*person_ids, *self.homes(household_id).person_ids})

    def person_changed(self, person_id: str) -> None:
        """A person's own record was written: perhaps they died, or live elsewhere."""
        where = self.people(person_id)
        for enrolment_id in self.concerned.of(where.household_id or "", [person_id]):
            self._settle(enrolment_id)

    def settle(self, enrolment_id: str) -> None:
        """Let one be where those live whom it is for; it ends when they no longer do."""
        self._settle(enrolment_id)
        self.stands(enrolment_id)

    def stands(self, enrolment_id: str) -> None:
        """It began, ended or is another's: let those be found by it whose it is."""
        whose = self.enrolments.load(enrolment_id).applicant
        own = (whose.person_id, *whose.formerly) if whose.person_id else ()
        self.findable({*own, *self.homes(whose.household_id).person_ids})

    def _settle(self, enrolment_id: str) -> None:
        with self.together():
            enrolment = self.enrolments.get_companion(enrolment_id)
            before = enrolment.status
            self._follow(enrolment)
            if enrolment.status is not before:
                terms = self.programmes.load(enrolment.programme.id).terms
                self.seats.give_back(enrolment, before, terms)
            self.enrolments.save(enrolment)
            for grievance_id in self.concerned.open_grievances(enrolment_id):
                grievance = self.grievances.get_companion(grievance_id)
                grievance.follow(enrolment.whose)
                self.grievances.save(grievance)

    def _follow(self, enrolment: Enrolment) -> None:
        if enrolment.person_id is None:
            self._follow_household(enrolment, enrolment.household_id)
        else:
            self._follow_person(enrolment, enrolment.person_id)

    def _follow_household(self, enrolment: Enrolment, household_id: str) -> None:
        home = self.homes(household_id)
        if home.person_ids:
            enrolment.live_at(household_id, home.governorate, home.head_id)
            # The merge that told of its last death was undone; they may have applied anew since.
            if enrolment.lost and self.living_of(enrolment) is None:
                terms = self.programmes.load(enrolment.programme.id).terms
                self.seats.take_back(enrolment, terms, f"household:{household_id}")
        else:
            self._end(enrolment, HOUSEHOLD_DISSOLVED, f"household:{household_id}")

    def _follow_person(self, enrolment: Enrolment, person_id: str) -> None:
        where = self.people(person_id)
        if where.person_id != person_id:
            return  # by which record it goes on is settled first: see `merging`
        if where.alive:
            # Who lives in no household keeps the one they left, which can no longer read it.
            household_id = where.household_id or enrolment.household_id
            enrolment.live_at(household_id, where.governorate, person_id)
        else:
            home = self.homes(enrolment.household_id)
            heir = home.head_id if home.person_ids else None
            self._end(enrolment, BENEFICIARY_DIED, f"person:{person_id}", heir)

    def _end(self, enrolment: Enrolment, code: str, by: str, contact_id: str | None = None) -> None:
        today = self.calendar.today()
        enrolment.lose_beneficiary(code, self.rules(today), by, today, contact_id)
