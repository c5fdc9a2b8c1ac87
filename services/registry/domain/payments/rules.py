"""What the rules of a day say of payments; amounts in fils."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from services.registry.domain.payments.course import MonthRules


@dataclass(frozen=True)
class PaymentRules:
    """One version of the rules. `version` is the day from which it holds."""

    version: str
    least_fils: int
    most_fils: int
    document_kinds: frozenset[str]
    months_behind: int
    months_ahead: int
    attempts: int
    payee_once: bool = True
    """Whether nobody receives the money of two households for one month of one programme."""
    of_month: MonthRules = field(default_factory=MonthRules)
    """Which months of an enrolment are paid, and with which amount."""
    wrongly_stopped_behind: int | None = None
    """For how many months a month is made good that was lost by what stopped it wrongly."""

    def takes_month(self, month: str, today: date) -> bool:
        """Whether a list of this month (`yyyy-mm`) can be opened today."""
        behind = max(self.months_behind, self.wrongly_stopped_behind or 0)
        return -behind <= _distance(month, today) <= self.months_ahead

    def of_list(self, month: str, opened_on: date) -> MonthRules:
        """What makes this month one that is paid by a list of that day: long after it, only what
        stopped an enrolment wrongly is made good."""
        if _distance(month, opened_on) >= -self.months_behind:
            return self.of_month
        return replace(self.of_month, wrongly_stopped_only=True, behind=self.months_behind)


def _distance(month: str, today: date) -> int:
    return _count(month) - (today.year * 12 + today.month)


def _count(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number)
