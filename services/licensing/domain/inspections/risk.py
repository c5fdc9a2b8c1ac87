"""Which place is to be inspected sooner: points by criteria, each of which can be explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.licensing.domain.inspections.ladder import Facts, within
from services.licensing.domain.inspections.measures import MeasureKind
from services.licensing.domain.inspections.oversight import Oversight
from services.licensing.domain.inspections.rules import RiskRules, months_before
from services.licensing.domain.inspections.words import LicensedPlace


@dataclass(frozen=True)
class Points:
    """What one criterion gave, and the number it looked at (months, score, how many)."""

    criterion: str
    points: int
    looked_at: int


def risk_of(
    place: LicensedPlace, oversight: Oversight | None, rules: RiskRules, today: date
) -> tuple[Points, ...]:
    """What speaks for inspecting the place; criteria without points are left out."""
    facts = oversight.facts if oversight else Facts()
    found = (
        *_age(facts, place, rules, today),
        *_findings(facts, rules),
        *_history(oversight, facts, rules, months_before(today, rules.within_months)),
        *_served(place, rules),
    )
    return tuple(each for each in found if each.points > 0)


def total(points: tuple[Points, ...]) -> int:
    return sum(each.points for each in points)


def _age(facts: Facts, place: LicensedPlace, rules: RiskRules, today: date) -> Iterator[Points]:
    since = facts.last_inspected_on
    if since is None:
        yield Points("never_inspected", rules.never_inspected, 0)
        since = date.fromisoformat(place.issued_on)
    months = max(0, (today.year - since.year) * 12 + today.month - since.month)
    counted = min(months, rules.months_at_most)
    yield Points("months_since_inspection", counted * rules.per_month_since, months)


def _findings(facts: Facts, rules: RiskRules) -> Iterator[Points]:
    if facts.last_score is not None:
        missing = (100 - facts.last_score) // 10
        yield Points("last_score", missing * rules.per_ten_below_hundred, facts.last_score)
    running = len(facts.actions) - facts.overdue
    yield Points("open_actions", running * rules.per_open_action, running)
    yield Points("overdue_actions", facts.overdue * rules.per_overdue_action, facts.overdue)


def _history(
    oversight: Oversight | None, facts: Facts, rules: RiskRules, since: date
) -> Iterator[Points]:
    measures = oversight.measures if oversight else ()
    warned = (each.on for each in measures if each.kind is MeasureKind.WARNING and each.holds)
    warnings = within(warned, since)
    complaints, incidents = within(facts.complaints, since), within(facts.incidents, since)
    yield Points("warnings", warnings * rules.per_warning, warnings)
    yield Points("complaints", complaints * rules.per_complaint, complaints)
    yield Points("incidents", incidents * rules.per_incident, incidents)


def _served(place: LicensedPlace, rules: RiskRules) -> Iterator[Points]:
    vulnerable = any(place.service.startswith(each) for each in rules.vulnerable_services)
    yield Points("vulnerable_people", rules.vulnerable if vulnerable else 0, 1)
    children = place.children or 0
    points = min(children // 10 * rules.per_ten_children, rules.children_points_at_most)
    yield Points("children", points, children)
