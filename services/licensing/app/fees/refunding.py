"""Surplus money is given back: one supervisor asks, another approves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.licensing.app.fees.commands import AskRefund
from services.licensing.app.fees.ports import Noted, Payments
from services.licensing.app.ports import Calendar, View
from services.licensing.domain.access import Actor, must_see


@dataclass(frozen=True)
class Refunding:
    """Records refunds. Answers are views."""

    payments: Payments
    calendar: Calendar
    noted: Noted

    def ask(self, command: AskRefund, actor: Actor) -> View:
        payment = self.payments.get(command.payment_id, partial(must_see, actor))
        payment.ask_refund(command.reason, actor, self.calendar.now())
        self.noted("ask_refund", payment.id)
        return self.payments.save(payment)

    def approve(self, payment_id: str, actor: Actor) -> View:
        payment = self.payments.get(payment_id, partial(must_see, actor))
        payment.approve_refund(actor, self.calendar.now())
        self.noted("approve_refund", payment.id)
        return self.payments.save(payment)
