"""Enrolments of persons follow when the persons' records are merged, and come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from services.registry.app.programmes.ports import (
    Calendar,
    Enrolments,
    Findable,
    People,
    Programmes,
    Rules,
    Together,
)
from services.registry.app.programmes.seats import Seats
from services.registry.domain.programmes.doubles import first_and_second
from services.registry.domain.programmes.enrolment import Enrolment

OfPerson = Callable[[str], Sequence[str]]
"""Ids of the enrolments that are of a person's own, whatever their status."""


@dataclass(frozen=True)
class MergedApplicants:
    """A follower of merges. Who is enrolled as a household is not concerned: that one follows."""

    enrolments: Enrolments
    programmes: Programmes
    of_person: OfPerson
    seats: Seats
    findable: Findable
    people: People
    together: Together
    rules: Rules
    calendar: Calendar

    def follow(self, merged_id: str, survivor_id: str) -> None:
        """Whoever lives goes on by the record that stays; of two in one programme, one ends."""
        for enrolment_id in self.of_person(merged_id):
            with self.together():
                enrolment = self.enrolments.get_companion(enrolment_id)
                if enrolment.applicant.person_id == merged_id and enrolment.lives:
                    self._carry_over(enrolment, merged_id, survivor_id)

    def come_back(self, merged_id: str, survivor_id: str) -> None:
        """What followed goes back; what ended as the second one stands again."""
        for enrolment_id in self.of_person(survivor_id):
            enrolment = self.enrolments.get_companion(enrolment_id)
            enrolment.person_parted(merged_id, survivor_id)
            self.enrolments.save(enrolment)
        for enrolment_id in (*self.of_person(merged_id), *self.of_person(survivor_id)):
            with self.together():
                self._restore(enrolment_id, merged_id, survivor_id)
                self._revive(enrolment_id, merged_id, survivor_id)
        self.findable((merged_id, survivor_id))

    def _carry_over(self, enrolment: Enrolment, merged_id: str, survivor_id: str) -> None:
        other = self._living(survivor_id, enrolment.programme.id)
        if other is not None:
            first, second = first_and_second(other, enrolment)
            before, today = second.status, self.calendar.today()
            second.end_as_second(merged_id, survivor_id, self.rules(today), _by(merged_id), today)
            terms = self.programmes.load(second.programme.id).terms
            self.seats.give_back(second, before, terms)
            # Before the first one: in one programme a person lives once.
            self.enrolments.save(second)
            if first is other:
                return
        enrolment.person_merged(merged_id, survivor_id)
        self.enrolments.save(enrolment)

    def _restore(self, enrolment_id: str, merged_id: str, survivor_id: str) -> None:
        enrolment = self.enrolments.get_companion(enrolment_id)
        aside = enrolment.set_aside
        if aside is None or (aside.merged_id, aside.survivor_id) != (merged_id, survivor_id):
            return
        self._take_back(enrolment, merged_id)

    def _revive(self, enrolment_id: str, merged_id: str, survivor_id: str) -> None:
        """Of a dead and a living record the death was that of both: what ended by it stands again
        for the one who lives."""
        enrolment = self.enrolments.get_companion(enrolment_id)
        alive = [each for each in (merged_id, survivor_id) if self.people(each).alive]
        if enrolment.lost and alive == [enrolment.applicant.person_id]:
            self._take_back(enrolment, merged_id)

    def _take_back(self, enrolment: Enrolment, merged_id: str) -> None:
        own = enrolment.applicant.person_id
        if own is None or self._living(own, enrolment.programme.id) is not None:
            return  # they have applied anew since
        terms = self.programmes.load(enrolment.programme.id).terms
        self.seats.take_back(enrolment, terms, _by(merged_id))
        self.enrolments.save(enrolment)

    def _living(self, person_id: str, programme_id: str) -> Enrolment | None:
        found: Iterable[Enrolment] = map(self.enrolments.get_companion, self.of_person(person_id))
        return next((e for e in found if e.programme.id == programme_id and e.lives), None)


def _by(merged_id: str) -> str:
    return f"merge:{merged_id}"
