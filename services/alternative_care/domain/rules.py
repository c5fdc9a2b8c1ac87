"""The rules of alternative care on one day; kept as dated data, never in code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.alternative_care.domain.child import BirthDate
from services.alternative_care.domain.refusals import (
    CapacityOutOfRange,
    DateInFuture,
    DateTooEarly,
    NotAChild,
    UnknownLegalSituation,
    UnknownReason,
)


@dataclass(frozen=True)
class CareRules:
    """Ages in years, intervals in days, lists as codes."""

    family_capacity_at_most: int
    child_until_age: int
    review_every_days: int
    legal_situations: frozenset[str]
    end_reasons: frozenset[str]

    def next_review(self, after: date) -> date:
        """The day on which a placement is reviewed next."""
        return after + timedelta(days=self.review_every_days)

    def must_be_capacity(self, capacity: int) -> None:
        """Raises `CapacityOutOfRange`."""
        if not 1 <= capacity <= self.family_capacity_at_most:
            raise CapacityOutOfRange(pointer="/capacity", most=self.family_capacity_at_most)

    def must_be_child(self, born: BirthDate, today: date) -> None:
        """Raises `DateInFuture` or, when surely at or above the age limit, `NotAChild`.

        A birth date known only to the month or year gets the benefit of the doubt both ways.
        """
        must_have_come(born.earliest, today, "/child/birth_date")
        birthdays = today.year - born.latest.year
        if (today.month, today.day) < (born.latest.month, born.latest.day):
            birthdays -= 1
        if birthdays >= self.child_until_age:
            raise NotAChild(pointer="/child/birth_date", limit=self.child_until_age)

    def must_know_situation(self, situation: str) -> None:
        """Raises `UnknownLegalSituation`."""
        if situation not in self.legal_situations:
            raise UnknownLegalSituation(pointer="/legal_situation")

    def must_know_reason(self, reason: str) -> None:
        """Raises `UnknownReason`."""
        if reason not in self.end_reasons:
            raise UnknownReason(pointer="/reason_code")


def must_have_come(day: date, today: date, pointer: str) -> None:
    """Raises `DateInFuture` for a day after today."""
    if day > today:
        raise DateInFuture(pointer=pointer)


def must_not_precede(day: date, earliest: date, pointer: str) -> None:
    """Raises `DateTooEarly` for a day before the earliest it may be."""
    if day < earliest:
        raise DateTooEarly(pointer=pointer, earliest=earliest.isoformat())
