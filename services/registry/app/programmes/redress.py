"""What is done when a family was right: the contested step is undone, and nothing else.

Part of the answer's transaction, which tells the family what was really done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.app.programmes.ports import (
    Calendar,
    Enrolments,
    LivingOf,
    Programmes,
    Rules,
)
from services.registry.app.programmes.seats import Seats
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.grievance import Contested, Grievance, Remedy
from services.registry.domain.programmes.redress import Effect
from services.registry.domain.programmes.words import UNDECIDED, Status


@dataclass(frozen=True)
class Redress:
    """Undoes what was contested rightly, as far as it still stands."""

    enrolments: Enrolments
    programmes: Programmes
    seats: Seats
    living_of: LivingOf
    rules: Rules
    calendar: Calendar

    def undo(self, grievance: Grievance, by: str) -> Remedy:
        """Answers what was done."""
        enrolment = self.enrolments.get_companion(grievance.whose.enrolment_id)
        remedy = self._undo(enrolment, grievance.contested, by, self.calendar.today())
        self.enrolments.save(enrolment)
        return remedy

    def _undo(self, enrolment: Enrolment, contested: Contested, by: str, today: date) -> Remedy:
        effect = _effect(enrolment, contested)
        if effect is Effect.AMOUNT:
            enrolment.owe_review(contested.deciders, today)
            return Remedy.REVIEWED if enrolment.review_called else Remedy.REVIEW_LATER
        if effect is Effect.SUSPENSION:
            enrolment.lift_suspension(by, today)
            return Remedy.RESUMED
        if effect is Effect.NONE:
            return Remedy.OVER_ALREADY
        if not self._makes_way(enrolment, effect, by, today):
            return Remedy.NEWER_STANDS
        if effect is Effect.REJECTION:
            enrolment.reopen(by, today)
            return Remedy.REOPENED
        return self._reinstate(enrolment, by)

    def _makes_way(self, enrolment: Enrolment, effect: Effect, by: str, today: date) -> bool:
        """Whether no other enrolment of the family in this programme stands against it.

        A benefit that ended wrongly runs again at once: an application that is not decided yet
        would let the family wait, and is withdrawn. An application that was rejected wrongly would
        be studied again, as the newer one is already. What was granted meanwhile stays.
        """
        newer_id = self.living_of(enrolment)
        if newer_id is None:
            return True
        newer = self.enrolments.get_companion(newer_id)
        if effect is Effect.REJECTION or newer.status not in UNDECIDED:
            return False
        newer.give_way(self.rules(today), by, today)
        # Before the earlier one: in one programme a family lives once.
        self.enrolments.save(newer)
        return True

    def _reinstate(self, enrolment: Enrolment, by: str) -> Remedy:
        """With a place, or in the line when there is none: others' places are theirs."""
        enrolment.reinstate()
        terms = self.programmes.load(enrolment.programme.id).terms
        self.seats.seat(enrolment, terms, by)
        waits = enrolment.status is Status.WAITING
        return Remedy.WAITLISTED if waits else Remedy.REINSTATED


def _effect(enrolment: Enrolment, contested: Contested) -> Effect:
    number = contested.number or enrolment.number_of(contested.step, contested.by, contested.on)
    return Effect.NONE if number is None else enrolment.effect_of(number)
