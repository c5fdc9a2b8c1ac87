"""How payments are kept, found and shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from chassis.calendar import written
from chassis.context import current, use
from chassis.documents.kind import Criteria, Kind
from chassis.errors import NotFound
from chassis.identifiers import derived_id
from services.licensing.adapters.fees.events import publish
from services.licensing.adapters.kept import Kept
from services.licensing.adapters.looking import as_read
from services.licensing.domain.fees.events import About
from services.licensing.domain.fees.payment import (
    Notice,
    Outcome,
    Payment,
    PaymentState,
    Refund,
)
from services.licensing.domain.fees.spelling import in_dinars

State = dict[str, Any]
MOST = 1000
"""More than are ever told of one bill."""


def payment_id(provider: str, transaction_id: str) -> str:
    """The same payment, however often its transaction is told of."""
    return derived_id("licensing", "bill_payment", provider, transaction_id)


def _to_state(payment: Payment) -> State:
    return {
        "notice": vars(payment.notice).copy(),
        "bill_id": payment.bill_id,
        "owners": sorted(payment.owners),
        "governorate": payment.governorate,
        "outcome": payment.outcome.value,
        "received_at": payment.received_at,
        "state": payment.state.value,
        "refund": vars(payment.refund).copy() if payment.refund else None,
        "about": vars(payment.about).copy() if payment.about else None,
    }


def _from_state(of: str, version: int, state: State) -> Payment:
    about = state.get("about")
    return Payment(
        id=of,
        version=version,
        notice=Notice(**state["notice"]),
        bill_id=state["bill_id"],
        owners=frozenset(state["owners"]),
        governorate=state["governorate"],
        outcome=Outcome(state["outcome"]),
        received_at=state["received_at"],
        state=PaymentState(state["state"]),
        refund=Refund(**state["refund"]) if state["refund"] else None,
        about=About(**about) if about else None,
    )


def show(payment: Payment) -> State:
    """The payment as answers have it; who of the staff gives it back is not for who paid."""
    notice = payment.notice
    shown = {
        "id": payment.id,
        "version": payment.version,
        "state": payment.state.value,
        "bill_id": payment.bill_id,
        "governorate": payment.governorate,
        "provider": notice.provider,
        "transaction_id": notice.transaction_id,
        "reference": notice.reference,
        "amount_fils": notice.amount_fils,
        "amount_jod": in_dinars(notice.amount_fils),
        "channel": notice.channel,
        "paid_at": written(notice.paid_at),
        "received_at": written(payment.received_at),
        "refund": _refund(payment.refund),
    }
    return as_read(shown, payment.governorate)


def acknowledge(payment: Payment) -> State:
    """What its provider is answered, the same whatever became of the payment since."""
    return {
        "transaction_id": payment.notice.transaction_id,
        "reference": payment.notice.reference,
        "amount_fils": payment.notice.amount_fils,
        "outcome": payment.outcome.value,
        "received_at": written(payment.received_at),
    }


def _refund(refund: Refund | None) -> State | None:
    if refund is None:
        return None
    approved = refund.approved_at
    return {
        **vars(refund),
        "asked_at": written(refund.asked_at),
        "approved_at": None if approved is None else written(approved),
    }


def _watched(state: PaymentState) -> str | None:
    """What operators see counted: money that somebody is to give back."""
    return state.value if state is PaymentState.REFUND_ASKED else None


PAYMENTS: Kind[Payment] = Kind(
    service="licensing",
    name="bill_payment",
    collection="bill_payments",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=lambda payment: {
        "state": payment.state.value,
        "governorate": payment.governorate,
        "owners": sorted(payment.owners),
        "bill_id": payment.bill_id,
        "watched": _watched(payment.state),
    },
    indexes=(("governorate", "state"), ("owners",), ("bill_id",), ("watched",)),
    of_few=("watched",),
    watched={"watched": (PaymentState.REFUND_ASKED.value,)},
)


class KeptPayments(Kept[Payment]):
    """Payments in a store of documents."""

    def of(self, bill_id: str) -> Sequence[Payment]:
        return self._store.newest(Criteria(equals={"bill_id": bill_id}), MOST)

    def known(self, payment_id: str) -> Payment | None:
        try:
            return self._store.get_companion(payment_id)
        except NotFound:
            return None

    def record(self, payment: Payment) -> None:
        # Of no command: its transaction makes it known, and a rival runs again and sees it.
        with use(replace(current(), command=None)):
            self._store.add(payment)
