"""Elections of unions, in one place for entrypoints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.elections.calendar import ElectionCalendar
from services.licensing.app.elections.candidates import CandidateDesk
from services.licensing.app.elections.counting import Counting
from services.licensing.app.elections.following import ElectionFollower
from services.licensing.app.elections.objections import ObjectionDesk
from services.licensing.app.elections.queries import ElectionQueries
from services.licensing.app.ports import Run


@dataclass(frozen=True)
class ElectionArea:
    """The desks, the reading room, and what is done in the background."""

    calendar: ElectionCalendar
    candidates: CandidateDesk
    objections: ObjectionDesk
    counting: Counting
    queries: ElectionQueries
    follower: ElectionFollower
    work: Mapping[str, Callable[[str, Run], None]]
