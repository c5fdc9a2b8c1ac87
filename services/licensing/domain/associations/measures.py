"""Measures against an association, and its dissolution (Law 51/2008, arts. 19 and 20).

A warning first; dissolution for a second violation or one that was not made good, and where it has
been silent for a year, has failed to elect a board, or took money from abroad without leave.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from services.licensing.domain.access import Actor
from services.licensing.domain.associations import events, parts, refusals
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.rules import AssociationRules

Ground = Callable[[Association, AssociationRules, date], bool]
GROUNDS: Mapping[str, Ground] = {
    "second_violation": lambda made, rules, today: _warnings(made) >= 2,
    "not_remedied": lambda made, rules, today: _last_kind(made) == parts.LAPSED,
    "inactive": lambda made, rules, today: made.silent_for(today).days >= rules.inactive_days,
    "no_board": lambda made, rules, today: made.board_on(today) is None and bool(made.seated),
    "foreign_donations": lambda made, rules, today: _warnings(made) >= 1,
    "own_decision": lambda made, rules, today: True,
}
"""Grounds for dissolution: each with what must be so in the record."""


def take(
    made: Association, kind: str, reason: str, by: Actor, today: date, rules: AssociationRules
) -> None:
    """A supervisor's measure. Raises `MeasureUnfit` where there is nothing that it could end."""
    made.must_not_be_dissolved()
    suspended = made.state is parts.AssociationState.SUSPENDED
    unfit = {
        parts.WARNING: False,
        parts.REMEDIED: made.warning_on(today) is None,
        parts.SUSPENSION: suspended,
        parts.RESUMPTION: not suspended,
    }[kind]
    if unfit:
        raise refusals.MeasureUnfit(measure=kind)
    remedy_by = today + timedelta(days=rules.remedy_days) if kind == parts.WARNING else None
    _add(made, parts.Measure(kind, reason, by.subject, today, remedy_by))


def awaited_remedy(made: Association) -> parts.Measure | None:
    """The warning that can still be answered."""
    standing = made.warning_on(date.max)
    open_ = standing is not None and standing.kind == parts.WARNING
    return standing if open_ and made.dissolution is None else None


def lapse(made: Association, today: date) -> None:
    """The days in which a warning could be answered have passed; noted once."""
    warning = awaited_remedy(made)
    if warning is None or warning.remedy_by is None or today <= warning.remedy_by:
        return
    _add(made, parts.Measure(parts.LAPSED, warning.reason, "system:timers", today))


def dissolve(
    made: Association,
    ground: str,
    reason: str,
    committee: Sequence[str],
    by: Actor,
    today: date,
    rules: AssociationRules,
) -> None:
    """It is dissolved; a committee winds it up, and claims are taken for as long as the law says.

    Raises `GroundUnmet` where the record does not bear the ground out, and `AnotherMustDissolve`
    for who took the last measure against it.
    """
    made.must_not_be_dissolved()
    if not GROUNDS[ground](made, rules, today):
        raise refusals.GroundUnmet(ground=ground)
    if any(each.by == by.subject for each in made.measures):
        raise refusals.AnotherMustDissolve()
    until = rules.claims_until(today)
    made.dissolution = parts.Dissolution(ground, reason, by.subject, today, tuple(committee), until)
    made.events.append(events.AssociationDissolved(made.id, ground, today, until))


def _add(made: Association, measure: parts.Measure) -> None:
    made.measures = (*made.measures, measure)
    made.events.append(events.MeasureTaken(made.id, measure.kind, measure.on, measure.remedy_by))


def _warnings(made: Association) -> int:
    return sum(each.kind == parts.WARNING for each in made.measures)


def _last_kind(made: Association) -> str | None:
    standing = made.warning_on(date.max)
    return None if standing is None else standing.kind
