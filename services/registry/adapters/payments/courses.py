"""The course of an enrolment as payments read it: what is kept of it, and of what was contested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from services.registry.adapters.documents import State
from services.registry.adapters.payments.redressed import Amounts, Contested
from services.registry.domain.payments.course import (
    ACTIVE,
    ENDED,
    Course,
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
    "course.revision.prepared_by",
    "course.redresses",
    "course.in_place_of",
    "review_not_by",
    "review_of",
    "made_good_until",
)
"""What of an enrolment's state is read."""


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
    if stages and stages[-1].status in ENDED:
        stages[-1] = stages[-1]._replace(until=state.get("made_good_until"))
    redressed = tuple(Amounts(state, steps, upheld).redressed())
    return Course(tuple(stages), state.get("amount_fils"), tuple(revisions), redressed)


def may_be_redressed(state: State) -> bool:
    """Whether an amount of it was contested rightly: then it is asked which."""
    steps = state.get("course") or ()
    marked = any(each.get("in_place_of") or each.get("redresses") for each in steps)
    return marked or bool(state.get("review_not_by"))


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
