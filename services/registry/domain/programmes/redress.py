"""Redress (إنصاف): what a grievance finds in an enrolment's course.

A family contests one step, by its number in the course, counted from 1. Only that step's own effect
is undone: what others decided before or since stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from services.registry.domain.programmes.events import Prepared
from services.registry.domain.programmes.facts import Step
from services.registry.domain.programmes.refusals import DeciderReviews, NothingToContest
from services.registry.domain.programmes.rules import months_after
from services.registry.domain.programmes.suspending import SuspendedRecord
from services.registry.domain.programmes.words import Status


class Effect(StrEnum):
    """What a contested step still does to the family today."""

    REJECTION = "rejection"
    SUSPENSION = "suspension"
    END = "end"
    AMOUNT = "amount"
    NONE = "none"


_ENDS = {
    Status.REJECTED: Effect.REJECTION,
    Status.EXITED: Effect.END,
    Status.GRADUATED: Effect.END,
}


@dataclass
class Redressable(SuspendedRecord):
    """An enrolment as grievances see it.

    `review_not_by` is there while a review is owed because a grievance was right: these cannot do
    it, as it was theirs. `review_of` are the numbers of the steps whose amount it is to stand in
    place of: none where something else was contested. It is missing of what was owed before that
    was kept. `made_good_until` is there when its end was contested rightly and a newer enrolment
    stands: until that day the end costs nothing.
    """

    review_not_by: tuple[str, ...] | None = None
    review_of: tuple[int, ...] | None = None
    made_good_until: date | None = None

    def step_at(self, number: int) -> Step:
        """This step of the course. Raises `NothingToContest`."""
        if not 1 <= number <= len(self.course):
            raise NothingToContest(status=self.status.value)
        return self.course[number - 1]

    def number_of(self, status: Status, by: str, on: date) -> int | None:
        """The latest such step: of a grievance that was filed before steps were numbered."""
        fits = [
            number
            for number, step in enumerate(self.course, 1)
            if (step.status, step.by, step.on) == (status, by, on)
        ]
        return fits[-1] if fits else None

    def deciders_of(self, number: int) -> frozenset[str]:
        """Everybody whose decision this step is: also who suspended, when nobody acted since and
        that ended it by itself."""
        step = self.step_at(number)
        began = () if step.follows is None else (self.step_at(step.follows).by,)
        return self.prepared_by | self.decisions.involved(number) | {step.by, *began}

    def effect_of(self, number: int) -> Effect:
        """What of this step there still is to undo."""
        step = self.step_at(number)
        if self.decisions.is_about_amount(number):
            return Effect.AMOUNT
        if step.status is Status.SUSPENDED:
            return self._effect_of_suspension(step.follows or number)
        return _ENDS.get(step.status, Effect.NONE) if self.is_last(number) else Effect.NONE

    def is_last(self, number: int) -> bool:
        """Whether nothing was done since this step."""
        return number == len(self.course)

    def owe_review(self, not_by: frozenset[str], today: date, amount_of: int | None = None) -> None:
        """Something was contested rightly, and others look again: as soon as the benefit runs.

        `amount_of`: it was the amount of the step with this number.
        """
        if self.review_not_by is None or self.review_of is not None:
            amounts = () if amount_of is None else (amount_of,)
            self.review_of = tuple(sorted({*(self.review_of or ()), *amounts}))
        self.review_not_by = tuple(sorted({*(self.review_not_by or ()), *not_by}))
        self.events.append(Prepared(self.whose, "grievance"))
        self._call_owed_review(today)

    def give_way_to(self, began: date | None, today: date) -> None:
        """Its end was not right, and what was granted since stands: until that began, this one
        makes good what it did not give. Of what is still in line, as if this one were put there
        now: to the end of this month."""
        until = began or months_after(today.replace(day=1), 1)
        if until > self.course[-1].on:
            self.made_good_until = until
            self.events.append(Prepared(self.whose, "grievance"))

    def must_be_reviewed_by_another(self, subject: str) -> None:
        """Who decided or prepared what was contested rightly does not review the benefit.

        Raises `DeciderReviews`.
        """
        if subject in (self.review_not_by or ()):
            raise DeciderReviews()

    def _call_owed_review(self, today: date) -> None:
        if self.review_not_by is not None and self.holds_place:
            self.review_at_once(today)

    def _settles_owed_review(self, by: frozenset[str]) -> bool:
        """Whether a review by these is also the one that is owed."""
        if self.review_not_by is None or not self.review_called:
            return False
        return by.isdisjoint(self.review_not_by)

    def _settle_owed_review(self) -> None:
        """The step just taken is it, and stands in place of the amounts contested rightly."""
        known = self.review_of is not None
        review = replace(self.course[-1], redresses=not known, in_place_of=self.review_of or ())
        self.course = (*self.course[:-1], review)
        self.review_not_by, self.review_of = None, None

    def _effect_of_suspension(self, number: int) -> Effect:
        if self._suspended_at() == number:
            return Effect.SUSPENSION
        last = self.course[-1]
        ran_out = last.status is Status.EXITED and last.follows == number
        return Effect.END if ran_out else Effect.NONE
