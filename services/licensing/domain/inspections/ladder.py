"""The ladder as data: what has happened at a place, and which measure that supports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.licensing.domain.inspections.measures import Measure, MeasureKind
from services.licensing.domain.inspections.rules import Rung, months_before
from services.licensing.domain.inspections.words import Purpose

STEPS = (MeasureKind.WARNING, MeasureKind.SUSPENSION, MeasureKind.CLOSURE)
MOST_KEPT = 100
"""So many dates of each kind are remembered: more than any rung looks back at."""


@dataclass(frozen=True)
class OpenAction:
    """A corrective action that is not done with."""

    id: str
    critical: bool
    overdue: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of a place beside its measures."""

    last_inspected_on: date | None = None
    last_score: int | None = None
    failures: tuple[date, ...] = ()
    complaints: tuple[date, ...] = ()
    incidents: tuple[date, ...] = ()
    actions: tuple[OpenAction, ...] = ()

    @property
    def overdue(self) -> int:
        return sum(each.overdue for each in self.actions)

    def inspected(self, score: int, on: date, *, failed: bool) -> Facts:
        """With one more inspection; the newest says when and how the last one was."""
        newest = self.last_inspected_on is None or on >= self.last_inspected_on
        return replace(
            self,
            last_inspected_on=on if newest else self.last_inspected_on,
            last_score=score if newest else self.last_score,
            failures=remembered(self.failures, on) if failed else self.failures,
        )

    def told(self, purpose: Purpose, on: date) -> Facts:
        """With one more complaint or incident."""
        if purpose is Purpose.COMPLAINT:
            return replace(self, complaints=remembered(self.complaints, on))
        if purpose is Purpose.INCIDENT:
            return replace(self, incidents=remembered(self.incidents, on))
        return self

    def requiring(self, action: OpenAction) -> Facts:
        return replace(self, actions=(*self.actions, action))

    def overdue_with(self, action_id: str) -> Facts:
        late = (
            replace(each, overdue=True) if each.id == action_id else each for each in self.actions
        )
        return replace(self, actions=tuple(late))

    def done_with(self, action_id: str) -> Facts:
        return replace(self, actions=tuple(each for each in self.actions if each.id != action_id))


@dataclass(frozen=True)
class Proposal:
    """What the ladder supports: a measure, by which rung, and what was counted."""

    kind: MeasureKind
    after: str
    counted: int
    needed: int
    within_months: int


def proposals(
    facts: Facts, measures: Sequence[Measure], ladder: Iterable[Rung], today: date
) -> tuple[Proposal, ...]:
    """Every rung that is reached, the gravest first."""
    found = [
        Proposal(MeasureKind(rung.propose), rung.after, counted, rung.count, rung.within_months)
        for rung in ladder
        if (counted := _COUNT[rung.after](facts, measures, _since(rung, today))) >= rung.count
    ]
    return tuple(sorted(found, key=lambda each: -STEPS.index(each.kind)))


def within(days: Iterable[date], since: date) -> int:
    """How many of the days are not before."""
    return sum(day > since for day in days)


def remembered(days: tuple[date, ...], day: date) -> tuple[date, ...]:
    """With one more day; the oldest are forgotten."""
    return (*days, day)[-MOST_KEPT:]


def _since(rung: Rung, today: date) -> date:
    return months_before(today, rung.within_months)


def _measures(kind: MeasureKind) -> Callable[[Facts, Sequence[Measure], date], int]:
    """Those that were right when they were taken: not the lapsed, not the overturned."""

    def count(facts: Facts, measures: Sequence[Measure], since: date) -> int:
        stood = (each for each in measures if each.kind is kind)
        return within((each.on for each in stood if each.state not in _UNDONE), since)

    return count


_UNDONE = frozenset({"lapsed", "overturned", "provisional"})
_COUNT: dict[str, Callable[[Facts, Sequence[Measure], date], int]] = {
    "failed_inspections": lambda facts, _, since: within(facts.failures, since),
    "overdue_actions": lambda facts, _, __: facts.overdue,
    "warnings": _measures(MeasureKind.WARNING),
    "suspensions": _measures(MeasureKind.SUSPENSION),
}
COUNTED = tuple(_COUNT)
"""What a rung can count."""
