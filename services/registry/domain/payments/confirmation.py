"""What the payment provider says of payments: paid, returned and why; line by line, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.registry.domain.payments.events import (
    ConfirmationsApplied,
    ConfirmationsReceived,
    Event,
)

PAID, RETURNED = "paid", "returned"
UNKNOWN, DUPLICATE, NOT_ISSUED = "unknown", "duplicate", "not_issued"


@dataclass(frozen=True)
class Line:
    """One line: which payment, what became of it, why it came back."""

    payment_id: str
    outcome: str
    on: str
    reason: str | None = None


@dataclass(frozen=True)
class Reported:
    """A line that had no effect, counted from 1, and why."""

    line: int
    payment_id: str
    code: str


@dataclass
class Confirmations:
    """One batch of the provider's. This constructor restores; `receive` makes a new one."""

    id: str
    reference: str
    lines: tuple[Line, ...]
    received_by: str
    received_on: str
    applied: Mapping[str, int] | None = None
    reported: tuple[Reported, ...] = ()
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def receive(
        cls, batch_id: str, reference: str, lines: Sequence[Line], by: str, on: str
    ) -> Confirmations:
        """Take in a batch; what it says has its effect in the background."""
        batch = cls(batch_id, reference, tuple(lines), by, on)
        batch.events.append(ConfirmationsReceived(batch_id, len(lines)))
        return batch

    @property
    def duplicates(self) -> frozenset[int]:
        """Lines about a payment of which an earlier line tells already."""
        seen: set[str] = set()
        again = []
        for number, line in enumerate(self.lines, 1):
            if line.payment_id in seen:
                again.append(number)
            seen.add(line.payment_id)
        return frozenset(again)

    def finish(self, applied: Mapping[str, int], reported: Sequence[Reported]) -> None:
        """Every line was gone through."""
        self.applied, self.reported = dict(applied), tuple(reported)
        self.events.append(
            ConfirmationsApplied(
                self.id, applied.get(PAID, 0), applied.get(RETURNED, 0), len(reported)
            )
        )

    @property
    def work(self) -> list[str]:
        """What is to be done in the background."""
        return ["apply"] if self.applied is None else []
