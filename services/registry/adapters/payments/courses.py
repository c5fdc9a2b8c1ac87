"""The course of an enrolment as payments read it: what is kept of it, and of what was contested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from services.registry.adapters.documents import State
from services.registry.app.programmes.assessments import RULES
from services.registry.domain.payments.course import (
    ACTIVE,
    ENDED,
    SUSPENDED,
    Course,
    Redressed,
    Revised,
    Stage,
    stops,
)
from services.registry.domain.programmes.enrolment import TOLD_BY_RECORDS

NEEDED = (
    "status",
    "amount_fils",
    "started_on",
    "course.status",
    "course.on",
    "course.by",
    "course.reason.code",
    "course.follows",
    "course.revision.before_fils",
    "course.revision.after_fils",
    "course.redresses",
    "review_not_by",
)
"""What of an enrolment's state is read."""

Contested = Mapping[str, Any]
"""The step that a grievance is against, as it is kept with it, and `answered_on`."""

_STILL = "9999-12-31"


def course_of(state: State, upheld: Iterable[Contested] = ()) -> Course:
    """The course of this enrolment, of which these steps were contested rightly."""
    stages: list[Stage] = []
    revisions: list[Revised] = []
    steps = state.get("course") or _begun(state)
    upheld = list(upheld)
    undone = _undone(steps, upheld)
    for number, step in enumerate(steps, 1):
        status, on = step["status"], step["on"]
        if not stages or stages[-1].status != status:
            stages.append(Stage(status, on, by_records=_by_records(step)))
        if number in undone:
            stages[-1] = stages[-1]._replace(undone=True)
        if revision := step.get("revision"):
            revisions.append(Revised(on, revision.get("before_fils")))
    redressed = tuple(_redressed(state, steps, upheld))
    return Course(tuple(stages), state.get("amount_fils"), tuple(revisions), redressed)


def may_be_redressed(state: State) -> bool:
    """Whether an amount of it was contested rightly: then it is asked which."""
    steps = state.get("course") or ()
    return bool(state.get("review_not_by")) or any(each.get("redresses") for each in steps)


def _redressed(
    state: State, steps: Sequence[State], upheld: Iterable[Contested]
) -> Iterator[Redressed]:
    """The amounts that were contested rightly, each until another one held."""
    found = [(_amount_contested(steps, each), each) for each in upheld]
    answered = {number: each.get("answered_on") or "" for number, each in found if number}
    for number in answered:
        later = steps[number:]
        until = next((each["on"] for each in later if each.get("revision")), _STILL)
        right = _right_amount(state, steps, number, answered)
        yield Redressed(steps[number - 1]["on"], until, right)


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


def _right_amount(
    state: State, steps: Sequence[State], number: int, answered: Mapping[int, str]
) -> int | None:
    """What the review said that was owed for this step, unless it was contested rightly as well.

    Until there is one, what held before, as far as the rules say it again by themselves (what was
    stated wrongly counts no more); all of it when the benefit ended.
    """
    for place, each in enumerate(steps[number:], number + 1):
        if each.get("redresses") and each["on"] >= answered[number]:
            anew = _right_amount(state, steps, place, answered) if place in answered else None
            return max(_fils(each, "after_fils") or 0, anew or 0) or None
    before = _fils(steps[number - 1], "before_fils")
    if before is None or not state.get("review_not_by"):
        return None
    if state["status"] in ENDED:
        return before
    again = [_fils(each, "after_fils") for each in steps[number:] if each.get("by") == RULES]
    return min(before, again[-1] or 0) or None if again else None


def _fils(step: State, which: str) -> int | None:
    found: int | None = (step.get("revision") or {}).get(which)
    return found


def _undone(steps: Sequence[State], upheld: Iterable[Contested]) -> set[int]:
    """The numbers of the steps that stopped it and were not right: those that were contested, and
    what goes on with such a suspension or ran out by it."""
    roots = {root for each in upheld for root in _contested(steps, each)}
    return roots | {n for n, step in enumerate(steps, 1) if step.get("follows") in roots}


def _contested(steps: Sequence[State], contested: Contested) -> Iterable[int]:
    if not stops(contested["step"], revised=bool(contested.get("revision"))):
        return
    known = contested.get("number")
    for number, step in enumerate(steps, 1):
        # Grievances from before steps were numbered tell which by what it was and when.
        same = (step["status"], step["on"]) == (contested["step"], contested["on"])
        if number == known or (known is None and same and _stops(step)):
            # A suspension that goes on is the one that it goes on with.
            goes_on = not _ended(step) and step.get("follows")
            yield goes_on or number


def _stops(step: State) -> bool:
    return stops(step["status"], revised=bool(step.get("revision")))


def _ended(step: State) -> bool:
    return step["status"] in ENDED


def _by_records(step: State) -> bool:
    """Whether it ended by what is recorded of persons."""
    return _ended(step) and (step.get("reason") or {}).get("code") in TOLD_BY_RECORDS


def _begun(state: State) -> list[State]:
    """The course of an enrolment of which no steps were kept: it runs since it began."""
    if state["status"] != ACTIVE:
        return []
    return [{"status": ACTIVE, "on": state.get("started_on") or ""}]
