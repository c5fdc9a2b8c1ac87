"""What only counts when two persons say the same: centres' numbers, lots, rulings.

One enters it, another one enters it once more without relying on the first. Where they differ, a
third one, a supervisor, settles it and says why. Nothing that was entered is ever lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from services.licensing.domain.elections import refusals

T = TypeVar("T")
OPEN, ENTERED, CONFLICT, CONFIRMED = "open", "entered", "conflict", "confirmed"


@dataclass(frozen=True)
class Entry(Generic[T]):
    """What somebody entered."""

    value: T
    by: str
    at: datetime
    reason: str | None = None


@dataclass(frozen=True)
class TwoPersons(Generic[T]):
    """The entries so far."""

    first: Entry[T] | None = None
    second: Entry[T] | None = None
    settled: Entry[T] | None = None

    @property
    def state(self) -> str:
        if self.first is None:
            return OPEN
        if self.second is None:
            return ENTERED
        agree = self.first.value == self.second.value
        return CONFIRMED if agree or self.settled else CONFLICT

    @property
    def value(self) -> T | None:
        """What counts; nothing before it does."""
        if self.settled is not None:
            return self.settled.value
        return self.first.value if self.first and self.state == CONFIRMED else None

    def enter(self, entry: Entry[T]) -> TwoPersons[T]:
        """As the first person or as the second. Raises `AnotherConfirms`, `NothingToEnter`,
        `SettlementWanted`."""
        if self.first is None:
            return replace(self, first=entry)
        if self.state == CONFLICT:
            raise refusals.SettlementWanted()
        if self.second is not None:
            raise refusals.NothingToEnter()
        if self.first.by == entry.by:
            raise refusals.AnotherConfirms()
        return replace(self, second=entry)

    def settle(self, entry: Entry[T]) -> TwoPersons[T]:
        """As a third person. Raises `NothingToSettle`, `AnotherConfirms`, `ReasonWanted`."""
        if self.state != CONFLICT or self.first is None or self.second is None:
            raise refusals.NothingToSettle()
        if entry.by in (self.first.by, self.second.by):
            raise refusals.AnotherConfirms()
        if entry.reason is None:
            raise refusals.ReasonWanted()
        return replace(self, settled=entry)
