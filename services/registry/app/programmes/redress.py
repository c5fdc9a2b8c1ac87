"""What is done when a family was right: the contested step is undone, and nothing else.

Part of the answer's transaction, which tells the family what was really done. The family waits for
nothing: what it gets back runs at once. Where another person is to have a word in that, they review
it afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.app.programmes.assessments import assessment_by_itself
from services.registry.app.programmes.ports import (
    Assessor,
    BegunSince,
    Calendar,
    Enrolments,
    LivingOf,
    Programmes,
    Rules,
)
from services.registry.app.programmes.seats import Seats
from services.registry.domain.access import Actor
from services.registry.domain.programmes.access import decides
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.grievance import Contested, Grievance, Remedy
from services.registry.domain.programmes.redress import Effect
from services.registry.domain.programmes.words import UNDECIDED, Status

_GIVES_BACK = frozenset({Remedy.RESUMED, Remedy.REINSTATED, Remedy.WAITLISTED})
"""Remedies by which a benefit runs again, or will as soon as there is a place."""


@dataclass(frozen=True)
class Redress:
    """Undoes what was contested rightly, as far as it still stands."""

    enrolments: Enrolments
    programmes: Programmes
    seats: Seats
    living_of: LivingOf
    begun_since: BegunSince
    assessor: Assessor
    rules: Rules
    calendar: Calendar

    def undo(self, grievance: Grievance, actor: Actor) -> Remedy:
        """Answers what was done."""
        enrolment, today = (
            self.enrolments.get_companion(grievance.whose.enrolment_id),
            self.calendar.today(),
        )
        remedy = self._undo(enrolment, grievance.contested, actor.subject, today)
        if remedy in _GIVES_BACK and self._is_for_another(enrolment, actor, today):
            enrolment.owe_review(grievance.contested.deciders | {actor.subject}, today)
        self.enrolments.save(enrolment)
        return remedy

    def _is_for_another(self, enrolment: Enrolment, actor: Actor, today: date) -> bool:
        """Whether it is not this person's alone to give back: what the rules refuse as they are
        now, or say nothing of, is nobody's alone; money and goods are theirs who let benefits begin
        and go on."""
        if enrolment.programme.money and not decides(actor):
            return True
        terms = self.programmes.load(enrolment.programme.id).terms
        if terms.rules is None:
            return False
        anew = assessment_by_itself(self.assessor, terms, enrolment, today, actor.subject)
        return anew is None or enrolment.is_refused_by(anew, terms)

    def _undo(self, enrolment: Enrolment, contested: Contested, by: str, today: date) -> Remedy:
        number = _number(enrolment, contested)
        effect = Effect.NONE if number is None else enrolment.effect_of(number)
        if effect is Effect.AMOUNT:
            enrolment.owe_review(contested.deciders, today, amount_of=number)
            return Remedy.REVIEWED if enrolment.review_called else Remedy.REVIEW_LATER
        if effect is Effect.SUSPENSION:
            enrolment.lift_suspension(by, today)
            return Remedy.RESUMED
        if effect is Effect.NONE:
            return Remedy.OVER_ALREADY
        newer = self._newer(enrolment)
        if newer is not None and not self._makes_way(newer, effect, by, today):
            if effect is Effect.END:
                enrolment.give_way_to(self.begun_since(enrolment), today)
            return Remedy.NEWER_STANDS
        if effect is Effect.REJECTION:
            enrolment.reopen(by, today)
            return Remedy.REOPENED
        return self._reinstate(enrolment, by)

    def _newer(self, enrolment: Enrolment) -> Enrolment | None:
        """What lives of the family in this programme beside it."""
        newer_id = self.living_of(enrolment)
        return None if newer_id is None else self.enrolments.get_companion(newer_id)

    def _makes_way(self, newer: Enrolment, effect: Effect, by: str, today: date) -> bool:
        """Whether the other enrolment of the family does not stand against it.

        A benefit that ended wrongly runs again at once: an application that is not decided yet
        would let the family wait, and is withdrawn. An application that was rejected wrongly would
        be studied again, as the newer one is already. What was granted meanwhile stays.
        """
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


def _number(enrolment: Enrolment, contested: Contested) -> int | None:
    return contested.number or enrolment.number_of(contested.step, contested.by, contested.on)
