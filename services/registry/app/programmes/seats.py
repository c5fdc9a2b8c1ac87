"""Giving places: to who comes, to who is next in line, and back. Within the caller's transaction.

A place is given by changing the programme's one `Places` together with the enrolment: both know of
it or neither, and two who come at once are told apart by the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from services.registry.app.programmes.assessments import assessment_by_itself
from services.registry.app.programmes.ports import (
    AllPlaces,
    Assessor,
    Calendar,
    Enrolments,
    NextInLine,
    PlacesId,
    Profiles,
    Programmes,
    Rules,
    Together,
)
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.places import Places
from services.registry.domain.programmes.programme import Programme, Terms
from services.registry.domain.programmes.words import UNDECIDED, Status

AT_ONCE = 20
"""How many of a line are served in one transaction."""


@dataclass(frozen=True)
class Seats:
    """The places of all programmes."""

    programmes: Programmes
    places: AllPlaces
    enrolments: Enrolments
    next_in_line: NextInLine
    places_id: PlacesId
    assessor: Assessor
    profiles: Profiles
    together: Together
    rules: Rules
    calendar: Calendar
    turns: dict[str, Lock] = field(default_factory=dict)

    @contextmanager
    def turn(self, programme: Programme) -> Iterator[None]:
        """One after the other, within this process, where admission at once would have them race.

        Rivals of other processes the database tells apart; those at hand need not lose a
        transaction to one another first.
        """
        if not (programme.terms.first_come and programme.terms.quota is not None):
            yield
            return
        with self.turns.setdefault(programme.id, Lock()):
            yield

    def seat(self, enrolment: Enrolment, terms: Terms, by: str) -> None:
        """Start the enrolment, or put it in line when every place is taken."""
        today, now = self.calendar.today(), self.calendar.now()
        if terms.quota is None:
            enrolment.start(terms, self.rules(today), by, today)
            return
        places = self.places.get_companion(self.places_id(enrolment.programme.id))
        if places.has_room:
            places.take(enrolment.id, now)
            enrolment.start(terms, self.rules(today), by, today)
        else:
            ticket = places.queue(enrolment.id, now)
            enrolment.wait(ticket, places.waiting, by, today)
        self.places.save(places)

    def give_back(self, enrolment: Enrolment, before: Status, terms: Terms) -> None:
        """Free the place, or leave the line, of an enrolment that ended."""
        if terms.quota is None or before not in (
            Status.WAITING,
            Status.ACTIVE,
            Status.SUSPENDED,
        ):
            return
        places = self.places.get_companion(self.places_id(enrolment.programme.id))
        if before is Status.WAITING:
            places.leave_line(enrolment.id, self.calendar.now())
        else:
            places.release(enrolment.id, self.calendar.now())
        self.places.save(places)

    def take_back(self, enrolment: Enrolment, terms: Terms, by: str) -> None:
        """Restore an enrolment that was set aside, with its place or its turn in the line.

        A place that was given to somebody else meanwhile is theirs: then it waits for the next.
        """
        before, today, now = enrolment.set_aside, self.calendar.today(), self.calendar.now()
        if before is None:
            return
        enrolment.restore(before, by, today)
        if terms.quota is None or before.status in UNDECIDED:
            return
        places = self.places.get_companion(self.places_id(enrolment.programme.id))
        if before.status is not Status.WAITING and places.free > 0:
            places.take_again(enrolment.id, now)
        elif before.status is Status.WAITING and (before.ticket or 0) > places.called:
            places.queue_again(enrolment.id, now)
        else:
            self.seat(enrolment, terms, by)
            return
        self.places.save(places)

    def serve_line(self, places_id: str, by: str) -> None:
        """Give free places to who is next in line; called again while both are there.

        The rules are applied as they are today: who waited long may be entitled to something else,
        or no longer.
        """
        with self.together():
            places = self.places.get(places_id)
            if not places.line_moves:
                return
            terms = self.programmes.get_companion(places.programme_id).terms
            waiting = self.next_in_line(places.programme_id, places.called, places.last_ticket)
            for enrolment_id in waiting[: min(places.free, AT_ONCE)]:
                enrolment = self.enrolments.get_companion(enrolment_id)
                self._call(enrolment, places, terms, by)
                self.enrolments.save(enrolment)
            self.places.save(places)

    def _call(self, enrolment: Enrolment, places: Places, terms: Terms, by: str) -> None:
        today, now = self.calendar.today(), self.calendar.now()
        ticket, rules = enrolment.ticket or places.called, self.rules(today)
        if terms.rules is not None:
            self._apply_rules(enrolment, terms, by)
        if enrolment.status is Status.WAITING:
            places.call(ticket, enrolment.id, now)
            enrolment.start(terms, rules, by, today)
        else:
            places.leave_line(enrolment.id, now)

    def _apply_rules(self, enrolment: Enrolment, terms: Terms, by: str) -> None:
        """Nobody loses their turn by what was said of others: then a person looks once they are
        seated."""
        today = self.calendar.today()
        changed_on = self.profiles.outdated_since(
            enrolment.household_id, enrolment.household_changed_on
        )
        if changed_on is not None:
            enrolment.facts_missing_since(changed_on, today)
            return
        anew = assessment_by_itself(self.assessor, terms, enrolment, today, by)
        if anew is None:
            return
        enrolment.follow_rules(anew, terms, self.rules(today), by, today, today)
