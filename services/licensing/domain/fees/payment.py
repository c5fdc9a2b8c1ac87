"""What was paid on a bill: it pays it, is too much and given back, or is refused and kept in mind.

A payment is known by its provider and the provider's number of the transaction: told of again it is
the same one. Only one can pay a bill; whatever else comes is surplus, never lost and never applied.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from services.licensing.domain.access import Actor, must_have_role, must_serve
from services.licensing.domain.fees.bill import Bill
from services.licensing.domain.fees.events import (
    About,
    PaymentEvent,
    PaymentHandedOn,
    PaymentRecorded,
    PaymentRefunded,
    PaymentSurplus,
    RefundAsked,
)
from services.licensing.domain.fees.refusals import (
    NothingToRefund,
    NoticeContradicts,
    SamePersonRefunds,
)

COUNTER = "counter"
"""The provider of what is paid at a centre's counter."""


class Outcome(StrEnum):
    """What a payment came to when it was told of."""

    PAID = "paid"
    SURPLUS = "surplus"
    REFUSED = "refused"
    """Not the bill's amount: nothing was taken, and the provider gives the money back."""


class PaymentState(StrEnum):
    PAID = "paid"
    SURPLUS = "surplus"
    REFUSED = "refused"
    REFUND_ASKED = "refund_asked"
    REFUNDED = "refunded"


@dataclass(frozen=True)
class Notice:
    """What a provider says of a transaction."""

    provider: str
    transaction_id: str
    reference: str
    amount_fils: int
    paid_at: datetime
    channel: str


@dataclass(frozen=True)
class Refund:
    """Who asked that the money be given back, why, and who approved it."""

    asked_by: str
    asked_at: datetime
    reason: str
    approved_by: str | None = None
    approved_at: datetime | None = None


@dataclass
class Payment:
    """The aggregate. `owners`, `governorate` and `about` are its bill's."""

    id: str
    version: int
    notice: Notice
    bill_id: str
    owners: frozenset[str]
    governorate: str
    outcome: Outcome
    received_at: datetime
    state: PaymentState
    refund: Refund | None = None
    about: About | None = None
    events: list[PaymentEvent] = field(default_factory=list)

    @classmethod
    def received(
        cls, payment_id: str, notice: Notice, bill: Bill, paid_on: date, at: datetime
    ) -> Payment:
        """What the notice comes to; `paid_on` is the day in Jordan on which the payer paid."""
        outcome = _outcome(notice, bill, paid_on)
        payment = cls(
            payment_id,
            0,
            notice,
            bill.id,
            bill.owners,
            bill.governorate,
            outcome,
            at,
            PaymentState(outcome.value),
            about=bill.about,
        )
        facts = (payment_id, bill.id, bill.governorate, notice.amount_fils)
        payment.events.append(
            PaymentSurplus(*facts, bill.about, notice.reference)
            if outcome is Outcome.SURPLUS
            else PaymentRecorded(*facts, outcome.value)
        )
        return payment

    def must_be_told_by(self, notice: Notice) -> None:
        """The same transaction was told of before; raises `NoticeContradicts` for other facts."""
        if self.notice != notice:
            raise NoticeContradicts(transaction_id=notice.transaction_id)

    def hand_on(self, owners: frozenset[str]) -> None:
        """Its bill is others' to read than before."""
        if owners != self.owners:
            self.owners = owners
            self.events.append(PaymentHandedOn(self.id, self.bill_id))

    def ask_refund(self, reason: str, actor: Actor, at: datetime) -> None:
        """A supervisor of the governorate asks that surplus money be given back."""
        must_have_role(actor, "supervisor")
        must_serve(actor, self.governorate)
        if self.state is not PaymentState.SURPLUS:
            raise NothingToRefund(state=self.state.value)
        self.refund = Refund(actor.subject, at, reason)
        self.state = PaymentState.REFUND_ASKED
        self.events.append(RefundAsked(self.id, self.bill_id, self.notice.amount_fils))

    def approve_refund(self, actor: Actor, at: datetime) -> None:
        """Another supervisor of the governorate approves: the money is given back."""
        must_have_role(actor, "supervisor")
        must_serve(actor, self.governorate)
        if self.refund is None or self.state is not PaymentState.REFUND_ASKED:
            raise NothingToRefund(state=self.state.value)
        if actor.subject == self.refund.asked_by:
            raise SamePersonRefunds()
        asked = self.refund
        self.refund = Refund(asked.asked_by, asked.asked_at, asked.reason, actor.subject, at)
        self.state = PaymentState.REFUNDED
        notice = self.notice
        self.events.append(
            PaymentRefunded(self.id, self.bill_id, notice.amount_fils, self.about, notice.reference)
        )


def _outcome(notice: Notice, bill: Bill, paid_on: date) -> Outcome:
    if notice.amount_fils != bill.amount_fils:
        return Outcome.REFUSED
    return Outcome.PAID if bill.payable_on(paid_on) else Outcome.SURPLUS
