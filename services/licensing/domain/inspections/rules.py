"""The rules of inspections, as the dated file has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.licensing.domain.inspections.checklist import ChecklistCopy, Item
from services.licensing.domain.inspections.words import Severity


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder: so many of something within so many months propose a measure.

    `reason`: that of the warning which this rung supports, and no warning without it.
    """

    propose: str
    after: str
    count: int
    within_months: int
    reason: str | None = None


@dataclass(frozen=True)
class RiskRules:
    """Points by which a place is inspected sooner."""

    never_inspected: int
    per_month_since: int
    months_at_most: int
    per_ten_below_hundred: int
    per_open_action: int
    per_overdue_action: int
    per_warning: int
    per_complaint: int
    per_incident: int
    within_months: int
    vulnerable_services: tuple[str, ...]
    vulnerable: int
    per_ten_children: int
    children_points_at_most: int


@dataclass(frozen=True)
class PlanRules:
    """How a plan spreads its inspections."""

    random_percent: int
    district_percent_at_most: int
    open_per_inspector: int
    days_at_most: int


@dataclass(frozen=True)
class InspectionRules:
    """One version of the rules."""

    assign_working_days: int
    clock_tolerance_minutes: int
    major_from_weight: int
    correct_working_days: Mapping[str, int]
    extension_working_days_at_most: int
    remind_days_before: Mapping[str, int]
    follow_up_working_days: int
    follow_up_announced: bool
    confirm_working_days: int
    object_within_days: int
    answer_objection_working_days: int
    ladder: tuple[Rung, ...]
    measures_apart_days: int
    reasons: Mapping[str, tuple[str, ...]]
    immediate_reasons: tuple[str, ...]
    risk: RiskRules
    plan: PlanRules
    general_checklist: ChecklistCopy

    @property
    def clock_tolerance(self) -> timedelta:
        return timedelta(minutes=self.clock_tolerance_minutes)

    def object_until(self, day: date) -> date:
        """The last day for an objection to what was decided on a day."""
        return day + timedelta(days=self.object_within_days)

    def remind_on(self, due_on: date, severity: Severity, today: date) -> date | None:
        """When it is reminded of what is due on a day; not where that day is today or was."""
        day = due_on - timedelta(days=self.remind_days_before[severity.value])
        return day if day > today else None

    def severity(self, item: Item) -> Severity:
        """How much it weighs that this item is not met."""
        if item.critical:
            return Severity.CRITICAL
        return Severity.MAJOR if item.weight >= self.major_from_weight else Severity.MINOR


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month + 1, last)
            except ValueError:
                continue
    raise ValueError(day)
