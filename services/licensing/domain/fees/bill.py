"""A bill: raised for what is applied for, open → paid, cancelled or expired. Amounts in fils."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.licensing.domain.fees.events import (
    About,
    BillCancelled,
    BillDueMoved,
    BillEvent,
    BillExpired,
    BillHandedOn,
    BillPaid,
    BillRaised,
)
from services.licensing.domain.fees.refusals import BillNotPaid, BillPaidAlready
from services.licensing.domain.fees.spelling import MOST_FILS
from services.licensing.domain.words import Words


class BillState(StrEnum):
    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Settlement:
    """The one payment that paid a bill, with the number of its receipt."""

    payment_id: str
    receipt: str
    paid_at: datetime
    provider: str
    channel: str


@dataclass
class Bill:
    """The aggregate. It can be paid until the end of `due_on`, in Jordan, where there is one.

    `patience_hours`: how much longer it stays open for the notice of a payment made in time; fixed
    when it is raised, by the rules of that day.
    """

    id: str
    version: int
    reference: str
    about: About
    owners: frozenset[str]
    governorate: str
    amount_fils: int
    purpose: Words
    due_on: date | None
    raised_at: datetime
    patience_hours: int
    state: BillState = BillState.OPEN
    settlement: Settlement | None = None
    events: list[BillEvent] = field(default_factory=list)

    @classmethod
    def raised(
        cls,
        bill_id: str,
        reference: str,
        about: About,
        owners: frozenset[str],
        governorate: str,
        amount_fils: int,
        purpose: Words,
        due_on: date | None,
        patience_hours: int,
        at: datetime,
    ) -> Bill:
        """A new bill. Raises `ValueError` for an amount that is no fee: nothing is not billed."""
        if not 0 < amount_fils <= MOST_FILS:
            raise ValueError(f"nobody is billed {amount_fils} fils")
        bill = cls(
            *(bill_id, 0, reference, about, owners, governorate, amount_fils, purpose, due_on),
            *(at, patience_hours),
        )
        bill.events.append(
            BillRaised(bill_id, reference, about, governorate, amount_fils, purpose, due_on)
        )
        return bill

    def payable_on(self, day: date) -> bool:
        """Whether money that is paid on that day pays it."""
        return self.state is BillState.OPEN and (self.due_on is None or day <= self.due_on)

    def pay(self, settlement: Settlement) -> None:
        """This payment pays it; the caller has looked whether it may (`payable_on`)."""
        self.settlement, self.state = settlement, BillState.PAID
        self.events.append(
            BillPaid(
                self.id,
                self.reference,
                self.about,
                self.governorate,
                self.amount_fils,
                settlement.receipt,
            )
        )

    def must_be_paid(self) -> Settlement:
        """What paid it. Raises `BillNotPaid`."""
        if self.settlement is None:
            raise BillNotPaid(state=self.state.value)
        return self.settlement

    def cancel(self) -> None:
        """What it was for is no longer wanted. Raises `BillPaidAlready`; an expired one stays."""
        if self.state is BillState.PAID:
            raise BillPaidAlready()
        if self.state is BillState.OPEN:
            self.state = BillState.CANCELLED
            self.events.append(BillCancelled(self.id, self.about))

    def fall_due_on(self, day: date | None) -> None:
        """What it is for has another last day. With none it can be paid, and does not expire."""
        if self.state is BillState.OPEN and day != self.due_on:
            self.due_on = day
            self.events.append(BillDueMoved(self.id, self.about, day))

    def hand_on(self, owners: frozenset[str]) -> None:
        """What it is for is others' to read than before, and so is it."""
        if owners != self.owners:
            self.owners = owners
            self.events.append(BillHandedOn(self.id, self.about))

    def expire(self, today: date) -> None:
        """Its last day is over, and nothing has come."""
        if self.state is BillState.OPEN and self.due_on is not None and self.due_on < today:
            self.state = BillState.EXPIRED
            self.events.append(BillExpired(self.id, self.about, self.due_on))
