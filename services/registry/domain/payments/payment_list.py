"""A payment list: who is paid what for a month, prepared by one person, approved by another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.registry.domain.payments.events import (
    Event,
    ListApproved,
    ListCancelled,
    ListIssued,
    ListOpened,
    ListPrepared,
    ListWithdrawn,
)
from services.registry.domain.payments.facts import EMERGENCY, Source, Sum, Totals
from services.registry.domain.payments.refusals import (
    ListNotInState,
    NothingToPay,
    SamePersonPays,
)

PREPARING, PREPARED, APPROVED = "preparing", "prepared", "approved"
ISSUED, WITHDRAWING, CANCELLED = "issued", "withdrawing", "cancelled"
STATUSES = (PREPARING, PREPARED, APPROVED, ISSUED, WITHDRAWING, CANCELLED)


@dataclass(frozen=True)
class Step:
    """Who did something with the list, when, and why where they said."""

    by: str
    on: date
    reason: str | None = None


@dataclass(frozen=True)
class File:
    """The file for the payment provider: what is in it, and how to know that it is whole."""

    id: str
    name: str
    size: int
    sha256: str
    issued: Sum
    issued_on: date | None = None
    """The day on which it was written; not known of those of before it was kept."""


@dataclass
class PaymentList:
    """A payment list. This constructor restores; `open` makes a new one."""

    id: str
    source: Source
    month: str
    opened: Step
    rules: str
    """The version of the rules by which it is checked."""
    status: str = PREPARING
    approval: Step | None = None
    totals: Totals | None = None
    file: File | None = None
    cancellation: Step | None = None
    withdrawn: Sum | None = None
    to_follow_up: Sum | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        list_id: str,
        source: Source,
        month: str,
        opened: Step,
        rules: str,
        approval: Step | None = None,
    ) -> PaymentList:
        """Begin a list. One of an emergency was approved with the emergency (`approval`)."""
        made = cls(list_id, source, month, opened, rules, approval=approval)
        made.events.append(ListOpened(list_id, source, month))
        return made

    @property
    def stands_with_emergency(self) -> bool:
        """Whether it was approved with its emergency, and is called off with it alone."""
        return self.source.kind == EMERGENCY and self.approval is not None

    @property
    def issued_on(self) -> date | None:
        """The day from which the provider can pay: that of the file, or when that was not kept
        yet, of the approval; none before there is a file."""
        if self.file is None:
            return None
        approved_on = None if self.approval is None else self.approval.on
        return self.file.issued_on or approved_on or self.opened.on

    @property
    def has_valid_file(self) -> bool:
        """Whether what its file names is to be paid."""
        return self.file is not None and self.cancellation is None

    def prepared(self, totals: Totals) -> None:
        """Everything is listed and checked."""
        self._must_be(PREPARING)
        self.totals = totals
        self.status = self._unless_cancelled(PREPARED if self.approval is None else APPROVED)
        self.events.append(ListPrepared(self.id, totals.listed, totals.held))

    def approve(self, step: Step) -> None:
        """Approve as a second person. Raises `SamePersonPays`, `NothingToPay`."""
        self._must_be(PREPARED)
        if step.by == self.opened.by:
            raise SamePersonPays()
        if self.totals is None or not self.totals.listed.count:
            raise NothingToPay()
        self.approval, self.status = step, APPROVED
        self.events.append(ListApproved(self.id))

    def issue(self, file: File) -> None:
        """The file is written."""
        self._must_be(APPROVED)
        self.file = file
        self.status = self._unless_cancelled(ISSUED)
        self.events.append(ListIssued(self.id, file.issued, file.sha256))

    def cancel(self, step: Step) -> None:
        """Call it off: a programme's before it is approved, an emergency's at any time.

        Work that is under way ends first; then what is not paid is withdrawn.
        """
        until = (APPROVED, ISSUED) if self.source.kind == EMERGENCY else ()
        self._must_be(PREPARING, PREPARED, *until)
        if self.cancellation is not None:
            return
        self.cancellation = step
        if self.status in (PREPARED, ISSUED):
            self.status = WITHDRAWING
        self.events.append(ListCancelled(self.id))

    def withdrew(self, withdrawn: Sum, to_follow_up: Sum) -> None:
        """Nothing of it can be paid any more."""
        self._must_be(WITHDRAWING)
        self.withdrawn, self.to_follow_up = withdrawn, to_follow_up
        self.status = CANCELLED
        self.events.append(ListWithdrawn(self.id, withdrawn, to_follow_up))

    def recounted(self, withdrawn: Sum, to_follow_up: Sum) -> None:
        """What the provider said since it was cancelled: withdrawn money was paid, or paid money
        came back."""
        self._must_be(CANCELLED)
        if (withdrawn, to_follow_up) != (self.withdrawn, self.to_follow_up):
            self.withdrawn, self.to_follow_up = withdrawn, to_follow_up
            self.events.append(ListWithdrawn(self.id, withdrawn, to_follow_up))

    @property
    def work(self) -> list[str]:
        """What is to be done in the background."""
        names = {PREPARING: "prepare", APPROVED: "issue", WITHDRAWING: "withdraw"}
        return [names[self.status]] if self.status in names else []

    @property
    def running(self) -> str | None:
        """Of one programme and month one list at a time is prepared and decided, as of a shock.

        A programme's next one waits until the one that was called off has given everybody free.
        """
        if self.source.kind == EMERGENCY:
            return self.source.id if self.status in (PREPARING, PREPARED) else None
        if self.status not in (PREPARING, PREPARED, WITHDRAWING):
            return None
        return f"{self.source.id}/{self.month}"

    def _unless_cancelled(self, status: str) -> str:
        return WITHDRAWING if self.cancellation is not None else status

    def _must_be(self, *statuses: str) -> None:
        if self.status not in statuses:
            raise ListNotInState(status=self.status)
