"""The ladder as data: what has happened at a place, and which measure that supports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.licensing.domain.inspections.measures import Grounds, Measure, MeasureKind
from services.licensing.domain.inspections.rules import InspectionRules, Rung, months_before
from services.licensing.domain.inspections.words import Purpose

STEPS = (MeasureKind.WARNING, MeasureKind.SUSPENSION, MeasureKind.CLOSURE)
FAILED_INSPECTIONS, OVERDUE_ACTIONS = "failed_inspections", "overdue_actions"
MOST_KEPT = 100
"""So many of each kind are remembered: more than any rung looks back at."""


@dataclass(frozen=True)
class OpenAction:
    """A corrective action that is not done with."""

    id: str
    critical: bool
    overdue: bool = False


@dataclass(frozen=True)
class FailedInspection:
    """A visit that was not passed, and its day."""

    id: str
    on: date


@dataclass(frozen=True)
class Facts:
    """What is known of a place beside its measures."""

    last_inspected_on: date | None = None
    last_score: int | None = None
    failures: tuple[FailedInspection, ...] = ()
    complaints: tuple[date, ...] = ()
    incidents: tuple[date, ...] = ()
    actions: tuple[OpenAction, ...] = ()

    @property
    def overdue(self) -> int:
        return sum(each.overdue for each in self.actions)

    def inspected(self, inspection_id: str, score: int, on: date, *, failed: bool) -> Facts:
        """With one more inspection; the newest says when and how the last one was."""
        failures = (*self.failures, FailedInspection(inspection_id, on))[-MOST_KEPT:]
        newest = self.last_inspected_on is None or on >= self.last_inspected_on
        return replace(
            self,
            last_inspected_on=on if newest else self.last_inspected_on,
            last_score=score if newest else self.last_score,
            failures=failures if failed else self.failures,
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
    facts: Facts, measures: Sequence[Measure], rules: InspectionRules, today: date
) -> tuple[Proposal, ...]:
    """Every rung that is reached, the gravest first."""
    known = _Known(facts, measures, rules.measures_apart_days, today)
    found = [
        Proposal(MeasureKind(rung.propose), rung.after, counted, rung.count, rung.within_months)
        for rung in rules.ladder
        if (counted := _COUNT[rung.after](known, rung)) >= rung.count
    ]
    return tuple(sorted(found, key=lambda each: -STEPS.index(each.kind)))


def warned_for(
    grounds: Grounds,
    facts: Facts,
    measures: Sequence[Measure],
    rules: InspectionRules,
    today: date,
) -> tuple[str, ...] | None:
    """What a warning on these grounds is given for: one finding is warned for once.

    Nothing of a reason that is none of a rung's; `None` where the finding is wanting that the
    reason speaks of, or was warned for before.
    """
    known, named = _Known(facts, measures, rules.measures_apart_days, today), grounds.inspection_id
    rung = next((each for each in rules.ladder if each.reason == grounds.reason_code), None)
    if rung is None:
        causes = () if named is None else (named,)
        return None if known.warned.intersection(causes) else causes
    found = _FINDINGS[rung.after](known, rung)
    if len(found) < rung.count:
        return None
    if rung.after == OVERDUE_ACTIONS or named is None:
        return found
    return (named,) if named in found else None


def within(days: Iterable[date], since: date) -> int:
    """How many of the days are not before."""
    return sum(day > since for day in days)


def remembered(days: tuple[date, ...], day: date) -> tuple[date, ...]:
    """With one more day; the oldest are forgotten."""
    return (*days, day)[-MOST_KEPT:]


@dataclass(frozen=True)
class _Known:
    """What rungs are counted from."""

    facts: Facts
    measures: Sequence[Measure]
    apart_days: int
    today: date

    @property
    def warned(self) -> frozenset[str]:
        """What warnings were given for, also such as were overturned: their finding was none."""
        warnings = (each for each in self.measures if each.kind is MeasureKind.WARNING)
        return frozenset(cause for each in warnings for cause in _causes(each))

    def since(self, rung: Rung) -> date:
        return months_before(self.today, rung.within_months)


def _causes(warning: Measure) -> tuple[str, ...]:
    """Those of before this was kept named an inspection at most."""
    named = warning.grounds.inspection_id
    return warning.causes or (() if named is None else (named,))


def _failed(known: _Known, rung: Rung) -> tuple[str, ...]:
    """Visits that were not passed, and not warned for yet."""
    since, warned = known.since(rung), known.warned
    return tuple(
        each.id for each in known.facts.failures if each.on > since and each.id not in warned
    )


def _overdue(known: _Known, rung: Rung) -> tuple[str, ...]:
    """Corrections that are overdue, and not warned for yet."""
    warned = known.warned
    return tuple(each.id for each in known.facts.actions if each.overdue and each.id not in warned)


def _measures(kind: MeasureKind) -> Callable[[_Known, Rung], int]:
    """Those that were right when they were taken: not the lapsed, not the overturned.

    Such as leave no time to put right between them count as one; and who was suspended for some
    of them is suspended again only after another.
    """

    def count(known: _Known, rung: Rung) -> int:
        stood = [each for each in known.measures if each.state not in _UNDONE]
        former = [at for at, each in enumerate(stood) if each.kind == rung.propose]
        newer = stood[former[-1] + 1 :] if former else stood
        if all(each.kind is not kind for each in newer):
            return 0
        since = known.since(rung)
        days = (each.on for each in stood if each.kind is kind and each.on > since)
        return _apart(days, known.apart_days)

    return count


def _apart(days: Iterable[date], apart_days: int) -> int:
    """How many there are with so many days between each and the next."""
    counted: list[date] = []
    for day in sorted(days):
        if not counted or day >= counted[-1] + timedelta(days=apart_days):
            counted.append(day)
    return len(counted)


_UNDONE = frozenset({"lapsed", "overturned", "provisional"})
_FINDINGS: dict[str, Callable[[_Known, Rung], tuple[str, ...]]] = {
    FAILED_INSPECTIONS: _failed,
    OVERDUE_ACTIONS: _overdue,
}
FOUND = tuple(_FINDINGS)
"""What a warning can be given for."""
_COUNT: dict[str, Callable[[_Known, Rung], int]] = {
    FAILED_INSPECTIONS: lambda known, rung: len(_failed(known, rung)),
    OVERDUE_ACTIONS: lambda known, rung: len(_overdue(known, rung)),
    "warnings": _measures(MeasureKind.WARNING),
    "suspensions": _measures(MeasureKind.SUSPENSION),
}
COUNTED = tuple(_COUNT)
"""What a rung can count."""
