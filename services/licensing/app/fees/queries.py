"""What can be looked at of bills and payments, by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.fees.ports import Bills, CivilCalendar, Payments
from services.licensing.app.narrowing import wanted
from services.licensing.app.ports import Listing, View
from services.licensing.domain.access import Actor, must_have_role, must_see
from services.licensing.domain.fees.bill import Bill
from services.licensing.domain.fees.payment import Payment
from services.licensing.domain.fees.reference import must_add_up
from services.licensing.domain.fees.refusals import ReferenceUnknown

Filters = Mapping[str, str | None]


@dataclass(frozen=True)
class FeeReading:
    """Queries over bills and payments."""

    bills: Bills
    payments: Payments
    show_bill: Callable[[Bill], View]
    show_payment: Callable[[Payment], View]
    show_receipt: Callable[[Bill], View]
    show_to_provider: Callable[[Bill, bool], View]
    list_bills: Listing
    list_payments: Listing
    calendar: CivilCalendar

    def bill(self, bill_id: str, actor: Actor) -> View:
        return self.show_bill(self._seen(bill_id, actor))

    def receipt(self, bill_id: str, actor: Actor) -> View:
        """Raises `BillNotPaid` for one that has none."""
        return self.show_receipt(self._seen(bill_id, actor))

    def payment(self, payment_id: str, actor: Actor) -> View:
        payment = self.payments.load(payment_id)
        must_see(actor, payment)
        return self.show_payment(payment)

    def find_bills(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        return self.list_bills(wanted(filters, actor), after, limit)

    def find_payments(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        return self.list_payments(wanted(filters, actor), after, limit)

    def inquire(self, reference: str, actor: Actor) -> View:
        """For a provider: what the bill is for, how much it is, and whether it can be paid today.

        Raises `ReferenceMistyped`, `ReferenceUnknown`.
        """
        must_have_role(actor, "payment_provider")
        must_add_up(reference)
        bill = self.bills.by_reference(reference)
        if bill is None:
            raise ReferenceUnknown()
        return self.show_to_provider(bill, bill.payable_on(self.calendar.today()))

    def _seen(self, bill_id: str, actor: Actor) -> Bill:
        bill = self.bills.load(bill_id)
        must_see(actor, bill)
        return bill
