"""What the rules of a day say of payments; amounts in fils."""

from __future__ import annotations

from dataclasses import dataclass, field
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

    def takes_month(self, month: str, today: date) -> bool:
        """Whether a list of this month (`yyyy-mm`) can be opened today."""
        distance = _count(month) - (today.year * 12 + today.month)
        return -self.months_behind <= distance <= self.months_ahead


def _count(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number)
