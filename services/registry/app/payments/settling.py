"""What becomes of payments, in the background: confirmed, returned, withdrawn."""

from __future__ import annotations

from collections import Counter

from services.registry.app.payments.ports import Batches, Lists, Payments
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
from services.registry.domain.payments.payment_list import WITHDRAWING

_EVERY = 200


class Settling:
    """The works `apply` (of confirmations) and `withdraw` (of a cancelled list)."""

    def __init__(self, lists: Lists, payments: Payments, batches: Batches) -> None:
        self._lists = lists
        self._payments = payments
        self._batches = batches

    def apply(self, batch_id: str, run: Run) -> None:
        """Go through the lines of a batch; each has its effect once, however often this runs."""
        batch = self._batches.get_companion(batch_id)
        if batch.applied is not None:
            return
        applied: Counter[str] = Counter()
        reported = []
        duplicates = batch.duplicates
        for number, line in enumerate(batch.lines, 1):
            code = confirmation.DUPLICATE if number in duplicates else self._settle(batch, line)
            if code == APPLIED:
                applied[line.outcome] += 1
            else:
                reported.append(Reported(number, line.payment_id, code))
            if number % _EVERY == 0:
                run.reached(number, len(batch.lines))
        batch.finish(applied, reported)
        self._batches.save(batch)

    def _settle(self, batch: Confirmations, line: Line) -> str:
        payment = self._payments.known(line.payment_id)
        if payment is None:
            return confirmation.UNKNOWN
        if self._lists.get_companion(payment.list_id).file is None:
            return confirmation.NOT_ISSUED
        if line.outcome == confirmation.PAID:
            code = payment.paid(line.on, batch.id)
        else:
            code = payment.returned(line.on, line.reason or "", batch.id)
        self._payments.save(payment)
        return code

    def withdraw(self, list_id: str, run: Run) -> None:
        """Take off what is not paid; what is paid is counted, and listed for a follow-up."""
        payment_list = self._lists.get_companion(list_id)
        if payment_list.status != WITHDRAWING:
            return
        total = self._payments.count(list_id)
        withdrawn, to_follow_up = Sum(), Sum()
        for number, payment in enumerate(self._payments.of_list(list_id), 1):
            self._withdraw_one(payment)
            if payment.status == WITHDRAWN:
                withdrawn = withdrawn.plus(payment.amount_fils)
            elif payment.status == PAID:
                to_follow_up = to_follow_up.plus(payment.amount_fils)
            if number % _EVERY == 0:
                run.reached(number, total)
        payment_list.withdrew(withdrawn, to_follow_up)
        self._lists.save(payment_list)

    def _withdraw_one(self, payment: Payment) -> None:
        payment.withdraw()
        self._payments.save(payment)
