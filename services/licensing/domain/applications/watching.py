"""What supervisors are to look after: clocks that are late, and silence that is near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.clocks import WHOLE, clocks_of
from services.licensing.domain.applications.record import WARNED, State
from services.licensing.domain.catalogue.steps import Silence

_OF_THE_OFFICE = (State.IN_PROGRESS, State.APPEALED)


@dataclass(frozen=True)
class Concern:
    """A clock (a step, `whole`, `appeal`), its last day, and whether that has passed. `means`:
    what it means that nobody decides by then."""

    clock: str
    due_on: date
    late: bool
    means: Silence


def concerns_of(application: Application) -> Iterator[Concern]:
    """What is late, and from the first warning on what silence will decide. Nothing where the
    applicant has the next move: the office can do nothing about it."""
    if application.state not in _OF_THE_OFFICE:
        return
    for clock in clocks_of(application):
        if clock.due_on is None:
            continue
        means = application.silence if clock.code == WHOLE else Silence.NOTHING
        if clock.missed:
            yield Concern(clock.code, clock.due_on, late=True, means=Silence.NOTHING)
        elif means is not Silence.NOTHING and _was_warned(application):
            yield Concern(clock.code, clock.due_on, late=False, means=means)


def silent_on(application: Application) -> date | None:
    """The last day before silence decides it, while that clock runs."""
    deadline = application.deadline
    if application.state is not State.IN_PROGRESS or application.silence is Silence.NOTHING:
        return None
    return None if deadline is None or deadline.missed_on is not None else deadline.due_on


def _was_warned(application: Application) -> bool:
    return any(each.what == WARNED and each.clock == WHOLE for each in application.notices)
