"""What becomes of payments, in the background: confirmed, returned, withdrawn."""

from __future__ import annotations

from collections import Counter
from datetime import date

from services.registry.app.payments.ports import Batches, Lists, Payments
from services.registry.app.payments.recovering import Recovering
from services.registry.app.ports import Run
from services.registry.domain.payments import confirmation
from services.registry.domain.payments.confirmation import Confirmations, Line, Reported
from services.registry.domain.payments.facts import Sum
from services.registry.domain.payments.payment import (
    APPLIED,
    PAID,
    WITHDRAWN,
    Payment,
)
from services.registry.domain.payments.payment_list import WITHDRAWING, PaymentList

_EVERY = 200


class Settling:
    """The works `apply` (of confirmations) and `withdraw` (of a cancelled list)."""

    def __init__(
        self, lists: Lists, payments: Payments, batches: Batches, recovering: Recovering
    ) -> None:
        self._lists = lists
        self._payments = payments
        self._batches = batches
        self._recovering = recovering

    def apply(self, batch_id: str, run: Run) -> None:
        """Go through the lines of a batch; each has its effect once, however often this runs."""
        batch = self._batches.get_companion(batch_id)
        if batch.applied is not None:
            return
        applied: Counter[str] = Counter()
        reported = []
        told: set[str] = set()
        for number, line in enumerate(batch.lines, 1):
            twice = line.payment_id in told
            code = confirmation.DUPLICATE if twice else self.settle(line, batch.id, batch)
            if code not in confirmation.ABOUT:
                told.add(line.payment_id)  # a line that cannot be true tells of nothing
            if code == APPLIED:
                applied[line.outcome] += 1
            else:
                reported.append(Reported(number, line.payment_id, code))
            if number % _EVERY == 0:
                run.reached(number, len(batch.lines))
        batch.finish(applied, reported)
        self._batches.save(batch)

    def settle(self, line: Line, by: str, batch: Confirmations) -> str:
        """What one line has for its effect, or why it has none; the same when told again."""
        payment = self._payments.known(line.payment_id)
        if payment is None:
            return confirmation.UNKNOWN
        payment_list = self._lists.get_companion(payment.list_id)
        if payment_list.issued_on is None:
            return confirmation.NOT_ISSUED
        told_on = date.fromisoformat(batch.received_on)
        wrong = line.impossible(payment_list.issued_on, told_on) or line.differs(payment)
        if wrong is not None:
            return wrong
        if line.outcome == confirmation.PAID:
            code = payment.paid(line.on, by)
        else:
            code = payment.returned(line.on, line.reason or "", by)
        self._payments.save(payment)
        if code == APPLIED:
            self._follow_up(payment, payment_list)
        return code

    def _follow_up(self, payment: Payment, payment_list: PaymentList) -> None:
        """What becomes known after an emergency was cancelled."""
        if payment.status == PAID:
            self._recovering.open(payment, payment_list)
        else:
            self._recovering.came_back(payment)

    def withdraw(self, list_id: str, run: Run) -> None:
        """Take off what is not paid; what is paid is counted, and listed for a follow-up."""
        payment_list = self._lists.get_companion(list_id)
        if payment_list.status != WITHDRAWING:
            return
        total = self._payments.count(list_id)
        withdrawn, to_follow_up = Sum(), Sum()
        for number, payment in enumerate(self._payments.of_list(list_id), 1):
            self._withdraw_one(payment, payment_list)
            if payment.status == WITHDRAWN:
                withdrawn = withdrawn.plus(payment.amount_fils)
            elif payment.status == PAID:
                to_follow_up = to_follow_up.plus(payment.amount_fils)
            if number % _EVERY == 0:
                run.reached(number, total)
        payment_list.withdrew(withdrawn, to_follow_up)
        self._lists.save(payment_list)

    def _withdraw_one(self, payment: Payment, payment_list: PaymentList) -> None:
        payment.withdraw()
        self._payments.save(payment)
        if payment.status == PAID:
            self._recovering.open(payment, payment_list)
        else:
            self._recovering.release(payment)
