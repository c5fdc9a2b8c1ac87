"""Money that arrives: what a provider tells, and what a clerk takes at the counter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from services.licensing.app.fees.commands import PayAtCounter
from services.licensing.app.fees.ports import (
    Bills,
    CivilCalendar,
    Noted,
    OnPaid,
    PaymentId,
    Payments,
    Rules,
)
from services.licensing.app.numbers import Numbers
from services.licensing.app.ports import Together, View
from services.licensing.domain.access import Actor, must_have_role, must_see, must_serve
from services.licensing.domain.fees.bill import Bill, Settlement
from services.licensing.domain.fees.payment import COUNTER, Notice, Outcome, Payment
from services.licensing.domain.fees.reference import must_add_up
from services.licensing.domain.fees.refusals import (
    BillNotPayable,
    CounterClosed,
    ReferenceUnknown,
    WrongAmount,
)


@dataclass(frozen=True)
class Settling:
    """Records payments. Bill, payment, receipt number and what follows change together."""

    bills: Bills
    payments: Payments
    numbers: Numbers
    together: Together
    rules: Rules
    calendar: CivilCalendar
    on_paid: OnPaid
    payment_id: PaymentId
    acknowledge: Callable[[Payment], View]
    show_bill: Callable[[Bill], View]
    noted: Noted

    def receive(self, notice: Notice, actor: Actor) -> View:
        """What a provider tells, once for each of its transactions; told again it is the same.

        Raises `ReferenceMistyped`, `ReferenceUnknown`, `NoticeContradicts`. A wrong amount is no
        refusal here: it is recorded, and `outcome` says so.
        """
        must_have_role(actor, "payment_provider")
        must_add_up(notice.reference)
        payment_id = self.payment_id(notice.provider, notice.transaction_id)
        with self.together():
            known = self.payments.known(payment_id)
            if known is not None:
                known.must_be_told_by(notice)
                return self.acknowledge(known)
            bill = self.bills.by_reference(notice.reference)
            if bill is None:
                raise ReferenceUnknown()
            return self.acknowledge(self._record(payment_id, notice, bill))

    def pay_at_counter(self, command: PayAtCounter, actor: Actor) -> View:
        """A clerk of the governorate took the whole sum, and hands out the receipt."""
        with self.together():
            bill = self.bills.get(command.bill_id, partial(must_see, actor))
            must_have_role(actor, "clerk")
            must_serve(actor, bill.governorate)
            today, now = self.calendar.today(), self.calendar.now()
            if not self.rules(today).at_counter:
                raise CounterClosed()
            if not bill.payable_on(today):
                raise BillNotPayable(state=bill.state.value)
            if command.amount_fils != bill.amount_fils:
                raise WrongAmount(pointer="/amount_fils", amount_fils=bill.amount_fils)
            # The bill stands for the transaction: at a counter it is paid once, if at all.
            notice = Notice(
                COUNTER, bill.id, bill.reference, command.amount_fils, now, command.channel
            )
            payment = self._record(self.payment_id(COUNTER, bill.id), notice, bill)
            self.noted("pay_at_counter", payment.id)
            return self.show_bill(bill)

    def _record(self, payment_id: str, notice: Notice, bill: Bill) -> Payment:
        now = self.calendar.now()
        # A provider's clock that is ahead of ours makes nothing late.
        paid_on = self.calendar.day_of(min(notice.paid_at, now))
        payment = Payment.received(payment_id, notice, bill, paid_on, now)
        if payment.outcome is Outcome.PAID:
            self._pay(bill, payment)
        else:
            # Nothing is written on it, and yet it must be nobody else's meanwhile.
            self.bills.hold(bill)
        self.payments.record(payment)
        return payment

    def _pay(self, bill: Bill, payment: Payment) -> None:
        notice, year = payment.notice, self.calendar.today().year
        series = f"RCP-{bill.governorate.removeprefix('JO-')}-{year}"
        receipt = f"{series}-{self.numbers.next(series):06}"
        bill.pay(Settlement(payment.id, receipt, notice.paid_at, notice.provider, notice.channel))
        self.bills.save(bill)
        self.on_paid.paid(bill)
