"""The amounts of an enrolment that were contested rightly, and what the review said in their place.

A review says of which steps (`in_place_of`), and the enrolment of which steps one is owed still
(`review_of`). Of those from before that was kept, days and persons tell, and where these do not,
nothing is owed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from services.registry.adapters.documents import State
from services.registry.app.programmes.assessments import RULES
from services.registry.domain.payments.course import (
    ACTIVE,
    ENDED,
    SUSPENDED,
    WAITING,
    Redressed,
)

Contested = Mapping[str, Any]
"""The step that a grievance is against, as it is kept with it, and `answered_on`."""

_STILL = "9999-12-31"


class _Answer(NamedTuple):
    """A grievance about an amount was right: since this day these do not review it.

    `alone`: no grievance about anything else was, for which a review may have been owed.
    """

    on: str
    not_by: frozenset[str]
    alone: bool


class Amounts:
    """The amounts that were contested rightly, by the number of their step."""

    def __init__(self, state: State, steps: Sequence[State], upheld: Sequence[Contested]) -> None:
        self._state, self._steps = state, steps
        found = [(_amount_contested(steps, each), each) for each in upheld]
        alone = all(number is not None for number, _ in found)
        self._answers = {n: _answer(each, alone) for n, each in found if n is not None}

    def redressed(self) -> Iterator[Redressed]:
        """Each since its step until the review in its place. What the rules changed by themselves
        before it, or who could not do it, is nothing that anybody looked at again."""
        for number in self._answers:
            review = self._review_of(number)
            until = _STILL if review is None else self._step(review)["on"]
            yield Redressed(self._step(number)["on"], until, self._right_amount(number))

    def _right_amount(self, number: int) -> int | None:
        """What the review said that was owed for this step, or what is right instead of that.

        Until there is one, what held before, as far as the rules say it again by themselves (what
        was stated wrongly counts no more); all of it when the benefit ended.
        """
        review = self._review_of(number)
        if review is None:
            return self._until_reviewed(number) if self._is_owed(number) else None
        if not self._says_amount_of(review, number):
            return None
        anew = self._right_amount(review) if review in self._answers else None
        return max(_fils(self._step(review), "after_fils") or 0, anew or 0) or None

    def _until_reviewed(self, number: int) -> int | None:
        before = _fils(self._step(number), "before_fils")
        if before is None or self._state["status"] in ENDED:
            return before
        later = self._steps[number:]
        again = [_fils(each, "after_fils") for each in later if each.get("by") == RULES]
        return min(before, again[-1] or 0) or None if again else None

    def _is_owed(self, number: int) -> bool:
        of = self._state.get("review_of")
        return bool(self._state.get("review_not_by")) if of is None else number in of

    def _review_of(self, number: int) -> int | None:
        """The number of the review that was done for this step."""
        later = list(enumerate(self._steps[number:], number + 1))
        for place, each in later:
            if number in (each.get("in_place_of") or ()):
                return place
        if number in (self._state.get("review_of") or ()):
            return None
        answer = self._answers[number]
        return next((place for place, each in later if _settles(each, answer)), None)

    def _says_amount_of(self, review: int, number: int) -> bool:
        """Whether this review is certainly about that amount."""
        step, answer = self._step(review), self._answers[number]
        if number in (step.get("in_place_of") or ()):
            return True
        # On one day it may have been done before the answer, for another grievance.
        return bool(step.get("redresses")) and (step["on"] > answer.on or answer.alone)

    def _step(self, number: int) -> State:
        return self._steps[number - 1]


def _amount_contested(steps: Sequence[State], contested: Contested) -> int | None:
    """The number of the step whose amount it is about, if it is about one."""
    revised = bool(contested.get("revision"))
    if contested["step"] != ACTIVE and not (revised and contested["step"] == SUSPENDED):
        return None
    told = (contested["step"], contested["on"], revised)
    same = [
        number
        for number, step in enumerate(steps, 1)
        if (step["status"], step["on"], bool(step.get("revision"))) == told
    ]
    number: int | None = contested.get("number") or next(reversed(same), None)
    return number if number is not None and number <= len(steps) else None


def _answer(contested: Contested, alone: bool) -> _Answer:
    not_by = frozenset({contested.get("by"), *(contested.get("prepared_by") or ())})
    return _Answer(contested.get("answered_on") or "", not_by, alone)


def _settles(step: State, answer: _Answer) -> bool:
    """Whether a review was done by this step that was owed before it was kept for which amounts."""
    revision = step.get("revision")
    if not revision or step["status"] == WAITING or step["on"] < answer.on:
        return False
    if step.get("redresses"):
        return True
    by = {step.get("by"), *(revision.get("prepared_by") or ())}
    return RULES not in by and by.isdisjoint(answer.not_by)


def _fils(step: State, which: str) -> int | None:
    found: int | None = (step.get("revision") or {}).get(which)
    return found
