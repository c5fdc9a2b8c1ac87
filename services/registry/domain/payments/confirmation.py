"""What the payment provider says of payments: paid, returned and why; line by line, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.registry.domain.files.people_import import SentFile
from services.registry.domain.files.refusals import NotSuchAPart, PartsMissing
from services.registry.domain.files.rows import RowProblem
from services.registry.domain.payments.events import (
    ConfirmationsAnnounced,
    ConfirmationsApplied,
    ConfirmationsDropped,
    ConfirmationsReceived,
    Event,
)
from services.registry.domain.payments.payment import Payment
from services.registry.domain.payments.refusals import ConfirmationsNotInState

PAID, RETURNED = "paid", "returned"
RECEIVING, APPLYING, APPLIED = "receiving", "applying", "applied"
UNREADABLE, CANCELLED = "unreadable", "cancelled"
STATUSES = (RECEIVING, APPLYING, APPLIED, UNREADABLE, CANCELLED)
UNKNOWN, DUPLICATE, NOT_ISSUED = "unknown", "duplicate", "not_issued"
BEFORE_ISSUED, IN_FUTURE = "before_issued", "in_future"
OTHER_AMOUNT, OTHER_HOUSEHOLD = "other_amount", "other_household"
ABOUT: Mapping[str, str] = {
    BEFORE_ISSUED: "on",
    IN_FUTURE: "on",
    OTHER_AMOUNT: "amount_fils",
    OTHER_HOUSEHOLD: "household_id",
}
"""Codes of lines that cannot be true, by what of them is wrong: they tell of nothing."""


@dataclass(frozen=True)
class Line:
    """One line: which payment, what became of it, why it came back.

    `amount_fils` and `household_id` are what the provider says of the payment, where it does.
    """

    payment_id: str
    outcome: str
    on: str
    reason: str | None = None
    amount_fils: int | None = None
    household_id: str | None = None

    def impossible(self, issued_on: date, told_on: date) -> str | None:
        """Why its day cannot be: before the payment was in any file, or after it was told."""
        on = date.fromisoformat(self.on)
        if on < issued_on:
            return BEFORE_ISSUED
        return IN_FUTURE if on > told_on else None

    def differs(self, payment: Payment) -> str | None:
        """Why it is not about what we asked to be paid: another amount, or to another household."""
        if self.household_id not in (None, payment.claim.household_id):
            return OTHER_HOUSEHOLD
        return OTHER_AMOUNT if self.amount_fils not in (None, payment.amount_fils) else None


@dataclass
class ControlTotals:
    """What a file's line of totals says, against what stands in its rows.

    What the line does not say is not compared.
    """

    count: int = 0
    total_fils: int = 0
    stated_count: int | None = None
    stated_fils: int | None = None

    @property
    def differ(self) -> bool:
        """Whether rows are missing, or are not those that were added up."""
        counts = self.stated_count in (None, self.count)
        return not (counts and self.stated_fils in (None, self.total_fils))


@dataclass(frozen=True)
class ControlRow:
    """A row as control totals take it: one payment's amount, or the line of totals (`count`)."""

    amount_fils: int | None
    is_total: bool = False
    count: int | None = None

    def count_in(self, totals: ControlTotals) -> None:
        """Add it up; of an amount that cannot be read the sum cannot be right."""
        if self.is_total:
            totals.stated_count, totals.stated_fils = self.count, self.amount_fils
        else:
            totals.count += 1
            totals.total_fils += self.amount_fils or 0


@dataclass(frozen=True)
class Reported:
    """A line that had no effect, counted from 1, and why."""

    line: int
    payment_id: str
    code: str


@dataclass(frozen=True)
class TellingRow:
    """A row of a provider's file: its number in the spreadsheet, and a line or what is wrong."""

    number: int
    line: Line | None
    problem: RowProblem | None = None


@dataclass(frozen=True)
class ReportedRow:
    """A row that had no effect, and why: a code, and the column when it is the row's own fault."""

    row: int
    payment_id: str | None
    problem: RowProblem


@dataclass
class Confirmations:
    """One batch of the provider's. This constructor restores.

    `receive` takes in lines; `announce` a file, whose rows take their place: they are gone through
    where they are, and what is reported of them is kept row by row (`reported_rows` of `rows`).
    """

    id: str
    reference: str
    lines: tuple[Line, ...]
    received_by: str
    received_on: str
    status: str = APPLYING
    file: SentFile | None = None
    unreadable: str | None = None
    applied: Mapping[str, int] | None = None
    reported: tuple[Reported, ...] = ()
    rows: int | None = None
    reported_rows: int = 0
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def receive(
        cls, batch_id: str, reference: str, lines: Sequence[Line], by: str, on: str
    ) -> Confirmations:
        """Take in a batch; what it says has its effect in the background."""
        batch = cls(batch_id, reference, tuple(lines), by, on, rows=len(lines))
        batch.events.append(ConfirmationsReceived(batch_id, len(lines)))
        return batch

    @classmethod
    def announce(
        cls, batch_id: str, reference: str, file: SentFile, by: str, on: str
    ) -> Confirmations:
        """Announce a file; its parts follow."""
        batch = cls(batch_id, reference, (), by, on, RECEIVING, file)
        batch.events.append(ConfirmationsAnnounced(batch_id))
        return batch

    @property
    def held_reference(self) -> str | None:
        """A reference is taken once; a file that came to nothing leaves it to the next."""
        return None if self.status in (UNREADABLE, CANCELLED) else self.reference

    def takes_part(self, number: int, length: int, part_size: int) -> None:
        """Raise unless a part of this place and length belongs to the file."""
        self._must_be_receiving()
        size, first = 0 if self.file is None else self.file.size, number * part_size
        if first >= size or length != min(part_size, size - first):
            raise NotSuchAPart(part=number)

    def apply(self, missing: int) -> None:
        """All parts are here: have every row gone through. Raises `PartsMissing`."""
        self._must_be_receiving()
        if missing:
            raise PartsMissing(missing=missing)
        self.status = APPLYING
        self.events.append(ConfirmationsReceived(self.id, 0))

    def cancel(self) -> None:
        """Give up a file that is not here as a whole."""
        self._must_be_receiving()
        self.status = CANCELLED
        self.events.append(ConfirmationsDropped(self.id, CANCELLED))

    def was_unreadable(self, code: str) -> None:
        """Not one row can be read, for this reason."""
        self.status, self.unreadable = UNREADABLE, code
        self.events.append(ConfirmationsDropped(self.id, UNREADABLE))

    def finish(self, applied: Mapping[str, int], reported: Sequence[Reported]) -> None:
        """Every line was gone through."""
        self.reported = tuple(reported)
        self._finish(applied, len(reported))

    def finish_file(self, applied: Mapping[str, int], rows: int, reported: int) -> None:
        """Every row of the file was gone through."""
        self.rows = rows
        self._finish(applied, reported)

    @property
    def work(self) -> list[str]:
        """What is to be done in the background."""
        if self.status != APPLYING:
            return []
        return ["apply"] if self.file is None else ["apply_file"]

    def _finish(self, applied: Mapping[str, int], reported: int) -> None:
        self.applied, self.reported_rows, self.status = dict(applied), reported, APPLIED
        self.events.append(
            ConfirmationsApplied(self.id, applied.get(PAID, 0), applied.get(RETURNED, 0), reported)
        )

    def _must_be_receiving(self) -> None:
        if self.status != RECEIVING:
            raise ConfirmationsNotInState(status=self.status)
