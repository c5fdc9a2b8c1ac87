"""What becomes of payments, in the background: confirmed, returned, withdrawn."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from services.registry.app.payments.counting import Counting, added
from services.registry.app.payments.ports import Batches, Lists, Payments
from services.registry.app.payments.recovering import Recovering
from services.registry.app.ports import Run
from services.registry.domain.payments import confirmation
from services.registry.domain.payments.confirmation import Confirmations, Line, Reported
from services.registry.domain.payments.payment import APPLIED, PAID, Payment
from services.registry.domain.payments.payment_list import WITHDRAWING, PaymentList

_EVERY = 200


class Settled(NamedTuple):
    """What became of a line; and of which cancelled list it was, whose sums are others now."""

    code: str
    called_off: frozenset[str] = frozenset()


_TWICE = Settled(confirmation.DUPLICATE)


class Settling:
    """The works `apply` (of confirmations) and `withdraw` (of a cancelled list)."""

    def __init__(
        self, lists: Lists, payments: Payments, batches: Batches, recovering: Recovering
    ) -> None:
        self._lists = lists
        self._payments = payments
        self._batches = batches
        self._recovering = recovering
        self.counting = Counting(lists, payments)

    def apply(self, batch_id: str, run: Run) -> None:
        """Go through the lines of a batch; each has its effect once, however often this runs."""
        batch = self._batches.get_companion(batch_id)
        if batch.applied is not None:
            return
        applied: Counter[str] = Counter()
        reported = []
        told: set[str] = set()
        called_off: set[str] = set()
        for number, line in enumerate(batch.lines, 1):
            twice = line.payment_id in told
            settled = _TWICE if twice else self.settle(line, batch.id, batch)
            code = settled.code
            called_off |= settled.called_off
            if code not in confirmation.ABOUT:
                told.add(line.payment_id)  # a line that cannot be true tells of nothing
            if code == APPLIED:
                applied[line.outcome] += 1
            else:
                reported.append(Reported(number, line.payment_id, code))
            if number % _EVERY == 0:
                run.reached(number, len(batch.lines))
        self.counting.recount(called_off)
        batch.finish(applied, reported)
        self._batches.save(batch)

    def settle(self, line: Line, by: str, batch: Confirmations) -> Settled:
        """What one line has for its effect, or why it has none; the same when told again."""
        payment = self._payments.known(line.payment_id)
        if payment is None:
            return Settled(confirmation.UNKNOWN)
        payment_list = self._lists.get_companion(payment.list_id)
        if payment_list.issued_on is None:
            return Settled(confirmation.NOT_ISSUED)
        told_on = date.fromisoformat(batch.received_on)
        wrong = line.impossible(payment_list.issued_on, told_on) or line.differs(payment)
        if wrong is not None:
            return Settled(wrong)
        off = payment_list.cancellation is not None
        if line.outcome == confirmation.PAID:
            code = payment.paid(line.on, by, called_off=off)
        else:
            code = payment.returned(line.on, line.reason or "", by)
        self._payments.save(payment)
        if code != APPLIED:
            return Settled(code)
        self._follow_up(payment, payment_list)
        return Settled(code, frozenset({payment_list.id} if off else ()))

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
        for number, payment in enumerate(self._payments.of_list(list_id), 1):
            self._withdraw_one(payment, payment_list)
            if number % _EVERY == 0:
                run.reached(number, total)
        payment_list.withdrew(*added(self._payments.of_list(list_id)))
        self._lists.save(payment_list)
        # What the provider said while it was counted.
        self.counting.recount([list_id])

    def _withdraw_one(self, payment: Payment, payment_list: PaymentList) -> None:
        payment.withdraw()
        self._payments.save(payment)
        if payment.status == PAID:
            self._recovering.open(payment, payment_list)
        else:
            self._recovering.release(payment)
