"""Bills as other areas of licensing raise and cancel them, and as their days pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.app.fees.ports import Bills, CivilCalendar, Payments, Rules
from services.licensing.app.numbers import Numbers
from services.licensing.domain.fees import reference
from services.licensing.domain.fees.bill import Bill
from services.licensing.domain.fees.events import About
from services.licensing.domain.words import Words


@dataclass(frozen=True)
class Billing:
    """For callers that have a transaction open: bill and application change together."""

    bills: Bills
    payments: Payments
    numbers: Numbers
    rules: Rules
    calendar: CivilCalendar

    def raise_bill(
        self,
        bill_id: str,
        about: About,
        owners: frozenset[str],
        governorate: str,
        amount_fils: int,
        purpose: Words,
        due_on: date | None,
    ) -> Bill:
        """A new bill with a reference of this year.

        `owners` are marks as `owner_marks` makes them; `due_on` is the last day on which it can be
        paid. Raises `ValueError` for an amount that is no fee, and `LookupError` outside of a
        transaction.
        """
        today = self.calendar.today()
        number = self.numbers.next(reference.series(today.year))
        bill = Bill.raised(
            bill_id,
            reference.made(today.year, number),
            about,
            owners,
            governorate,
            amount_fils,
            purpose,
            due_on,
            self.rules(today).patience_hours,
            self.calendar.now(),
        )
        self.bills.add(bill)
        return bill

    def cancel_bill(self, bill_id: str) -> None:
        """What it was for is no longer wanted. Raises `BillPaidAlready`; an expired one stays."""
        bill = self.bills.get_companion(bill_id)
        bill.cancel()
        self.bills.save(bill)

    def move_due(self, bill_id: str, due_on: date | None) -> None:
        """Its last day is another one, or there is none for now; one that is paid or over stays."""
        bill = self.bills.get_companion(bill_id)
        bill.fall_due_on(due_on)
        self.bills.save(bill)

    def hand_on(self, about_id: str, owners: frozenset[str]) -> None:
        """What is applied for is others' to read: so are its bills, and what was paid on them."""
        for bill in self.bills.about(about_id):
            bill.hand_on(owners)
            self.bills.save(bill)
            for payment in self.payments.of(bill.id):
                payment.hand_on(owners)
                self.payments.save(payment)

    def expire(self, bill_id: str) -> None:
        """Its timer fired."""
        bill = self.bills.get(bill_id)
        bill.expire(self.calendar.today())
        self.bills.save(bill)
