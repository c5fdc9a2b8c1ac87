"""What the law and the ministry's lists say about associations on one day."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.licensing.domain.words import Words


@dataclass(frozen=True)
class Bounds:
    """How many at least, and at most where there is a limit."""

    least: int
    most: int | None = None

    def holds(self, number: int) -> bool:
        return number >= self.least and (self.most is None or number <= self.most)


@dataclass(frozen=True)
class AssociationRules:
    """Kept as dated data, never in code.

    `founders`: of a society, by variant. `report_due`: month and day of the year that follows.
    `required_alone` and `required_to_vote` are the criteria of good standing, for a society by
    itself and for one as the member of a union. `report_notice_days` and `board_notice_days`: so
    many days before the last one it is reminded; `dues_notice`: month and day on which a society is
    told that the dues of the year are not paid.
    """

    founders: Mapping[str, Bounds]
    union_founders: int
    ministries: Mapping[str, Words]
    joining_ministries: frozenset[str]
    voting_ministries: frozenset[str]
    classes: Mapping[str, Mapping[str, Words]]
    report_due: tuple[int, int]
    remedy_days: int
    inactive_days: int
    claims_months: int
    board_years: int
    board_begins_within_days: int
    registered_days: int
    dues_fils: Bounds
    required_alone: tuple[str, ...]
    required_to_vote: tuple[str, ...]
    report_notice_days: int
    board_notice_days: int
    dues_notice: tuple[int, int]

    def report_due_by(self, year: int) -> date:
        """The last day for the report of this year."""
        month, day = self.report_due
        return date(year + 1, month, day)

    def dues_told_on(self, year: int) -> date:
        """The day on which unpaid dues of this year are told."""
        month, day = self.dues_notice
        return date(year, month, day)

    def claims_until(self, dissolved_on: date) -> date:
        """The last day on which claims against a dissolved association are taken."""
        return months_later(dissolved_on, self.claims_months)

    def last_day_to_begin(self, recorded_on: date) -> date:
        """The last day on which the term of a board may begin that is recorded on this day."""
        return recorded_on + timedelta(days=self.board_begins_within_days)

    def last_day_of_term(self, valid_from: date) -> date:
        """The last day that the term of a board which begins on this day may have."""
        return date.fromordinal(months_later(valid_from, 12 * self.board_years).toordinal() - 1)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the month's last day, where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_after(day: date) -> date:
    """The day that follows."""
    return date.fromordinal(day.toordinal() + 1)
