"""A plan of inspections: proposed by risk and area, looked at, and then approved."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.licensing.domain.inspections.events import Event, PlanDecided, PlanPreviewed
from services.licensing.domain.inspections.refusals import PlanDecided as DecidedBefore
from services.licensing.domain.inspections.refusals import PlanEmpty
from services.licensing.domain.inspections.risk import Points, total
from services.licensing.domain.inspections.rules import PlanRules


class PlanState(StrEnum):
    PREVIEWED = "previewed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Candidate:
    """A place that could be inspected, and what speaks for it."""

    licence_id: str
    number: str
    district: str | None
    risk: tuple[Points, ...]

    @property
    def points(self) -> int:
        return total(self.risk)


@dataclass(frozen=True)
class Proposed:
    """One inspection of a plan. `by_chance`: drawn, and then unannounced."""

    licence_id: str
    number: str
    district: str | None
    risk: tuple[Points, ...]
    points: int
    by_chance: bool
    inspector: str | None
    due_on: date


@dataclass(frozen=True)
class Asked:
    """What a supervisor wants. By `seed` and the same places, the same are drawn again."""

    governorate: str
    starts_on: date
    ends_on: date
    inspections: int
    seed: int


@dataclass
class InspectionPlan:
    """The aggregate. `left_out`: places that found no room, or no inspector."""

    id: str
    asked: Asked
    proposed: tuple[Proposed, ...]
    places: int
    left_out: int
    rules_of: date
    made_by: str
    made_on: date
    state: PlanState = PlanState.PREVIEWED
    decided_by: str | None = None
    decided_on: date | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def preview(
        cls,
        plan_id: str,
        asked: Asked,
        proposed: Sequence[Proposed],
        places: int,
        rules_of: date,
        by: str,
        today: date,
    ) -> InspectionPlan:
        """Raises `PlanEmpty`."""
        if not proposed:
            raise PlanEmpty()
        left_out = min(asked.inspections, places) - len(proposed)
        plan = cls(plan_id, asked, tuple(proposed), places, left_out, rules_of, by, today)
        plan.events.append(PlanPreviewed(plan_id, asked.governorate, len(proposed)))
        return plan

    @property
    def governorate(self) -> str:
        return self.asked.governorate

    @property
    def owners(self) -> frozenset[str]:
        """Nobody outside of the ministry may know it."""
        return frozenset()

    def approve(self, by: str, today: date) -> None:
        """The inspections are planned with it. Raises `PlanDecided`."""
        self._decide(PlanState.APPROVED, by, today)

    def withdraw(self, by: str, today: date) -> None:
        """It was not good. Raises `PlanDecided`."""
        self._decide(PlanState.WITHDRAWN, by, today)

    def _decide(self, state: PlanState, by: str, today: date) -> None:
        if self.state is not PlanState.PREVIEWED:
            raise DecidedBefore(state=self.state.value)
        self.state, self.decided_by, self.decided_on = state, by, today
        self.events.append(PlanDecided(self.id, self.governorate, state))


def drawn(
    candidates: Iterable[Candidate], asked: Asked, rules: PlanRules
) -> list[tuple[Candidate, bool]]:
    """The riskiest first, spread over districts, and a share drawn by chance (`True`)."""
    ranked = sorted(candidates, key=lambda each: (-each.points, each.licence_id))
    wanted = min(asked.inspections, len(ranked))
    by_chance = wanted * rules.random_percent // 100
    riskiest = _spread(ranked, wanted - by_chance, rules)
    rest = sorted(
        (each for each in ranked if each not in riskiest), key=lambda each: each.licence_id
    )
    # Drawn by a recorded seed, so that the draw can be repeated: no secret depends on it.
    chosen = random.Random(asked.seed).sample(rest, by_chance)  # noqa: S311
    return [*((each, False) for each in riskiest), *((each, True) for each in chosen)]


def _spread(ranked: Sequence[Candidate], wanted: int, rules: PlanRules) -> list[Candidate]:
    """No district gets more than its share, unless the others have no more places."""
    most = max(1, math.ceil(wanted * rules.district_percent_at_most / 100))
    of_district: Counter[str | None] = Counter()
    chosen: list[Candidate] = []
    passed_over: list[Candidate] = []
    for each in ranked:
        if len(chosen) == wanted:
            break
        fits = of_district[each.district] < most
        (chosen if fits else passed_over).append(each)
        of_district[each.district] += fits
    return [*chosen, *passed_over[: wanted - len(chosen)]]


@dataclass
class Capacity:
    """How many more inspections each inspector can take, and which places are not for them."""

    free: dict[str, int]
    not_for: Mapping[str, frozenset[str]]

    def next_for(self, licence_id: str) -> str | None:
        """Who has the most room, and may go there."""
        fit = [
            subject
            for subject, room in self.free.items()
            if room > 0 and licence_id not in self.not_for.get(subject, ())
        ]
        if not fit:
            return None
        chosen = min(fit, key=lambda subject: (-self.free[subject], subject))
        self.free[chosen] -= 1
        return chosen


def scheduled(
    chosen: Sequence[tuple[Candidate, bool]], days: Sequence[date], capacity: Capacity
) -> list[Proposed]:
    """Each with its inspector and a day, evenly over the working days. Who finds none is left."""
    given = [
        (candidate, by_chance, inspector)
        for candidate, by_chance in chosen
        if (inspector := capacity.next_for(candidate.licence_id)) is not None
    ]
    return [
        Proposed(
            candidate.licence_id,
            candidate.number,
            candidate.district,
            candidate.risk,
            candidate.points,
            by_chance,
            inspector,
            days[at * len(days) // len(given)],
        )
        for at, (candidate, by_chance, inspector) in enumerate(given)
    ]
