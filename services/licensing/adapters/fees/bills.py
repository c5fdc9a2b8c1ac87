"""How bills are kept, found and shown, and when they expire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chassis.calendar import start_of, written
from chassis.documents.kind import Criteria, Kind, Timer
from services.licensing.adapters.fees.events import publish
from services.licensing.adapters.kept import Kept
from services.licensing.domain.fees.bill import Bill, BillState, Settlement
from services.licensing.domain.fees.events import About
from services.licensing.domain.fees.spelling import in_dinars, spelled
from services.licensing.domain.words import Words

State = dict[str, Any]
EXPIRED = "expired"
MOST = 1000
"""More than are ever raised for one matter."""


def _to_state(bill: Bill) -> State:
    return {
        "reference": bill.reference,
        "about": vars(bill.about).copy(),
        "owners": sorted(bill.owners),
        "governorate": bill.governorate,
        "amount_fils": bill.amount_fils,
        "purpose": vars(bill.purpose).copy(),
        "due_on": _day(bill.due_on),
        "raised_at": bill.raised_at,
        "patience_hours": bill.patience_hours,
        "state": bill.state.value,
        "settlement": vars(bill.settlement).copy() if bill.settlement else None,
    }


def _from_state(bill_id: str, version: int, state: State) -> Bill:
    return Bill(
        id=bill_id,
        version=version,
        reference=state["reference"],
        about=About(**state["about"]),
        owners=frozenset(state["owners"]),
        governorate=state["governorate"],
        amount_fils=state["amount_fils"],
        purpose=Words(**state["purpose"]),
        due_on=date.fromisoformat(state["due_on"]) if state["due_on"] else None,
        raised_at=state["raised_at"],
        patience_hours=state["patience_hours"],
        state=BillState(state["state"]),
        settlement=Settlement(**state["settlement"]) if state["settlement"] else None,
    )


def show(bill: Bill) -> State:
    """The bill as answers have it."""
    return {
        "id": bill.id,
        "version": bill.version,
        "state": bill.state.value,
        **_sum(bill),
        "about": vars(bill.about).copy(),
        "governorate": bill.governorate,
        "due_on": _day(bill.due_on),
        "raised_at": written(bill.raised_at),
        "settlement": _settlement(bill.settlement),
    }


def show_receipt(bill: Bill) -> State:
    """What was paid for what, with the sum in words. Raises `BillNotPaid`."""
    settled = bill.must_be_paid()
    return {
        **_sum(bill),
        "receipt": settled.receipt,
        "bill_id": bill.id,
        "amount_in_words": vars(spelled(bill.amount_fils)).copy(),
        "paid_at": written(settled.paid_at),
        "provider": settled.provider,
        "channel": settled.channel,
    }


def show_to_provider(bill: Bill, payable: bool) -> State:
    """What whoever pays must know, and nothing about whose bill it is."""
    return {
        **_sum(bill),
        "payable": payable,
        "state": bill.state.value,
        "due_on": _day(bill.due_on),
    }


def _sum(bill: Bill) -> State:
    return {
        "reference": bill.reference,
        "amount_fils": bill.amount_fils,
        "amount_jod": in_dinars(bill.amount_fils),
        "purpose": vars(bill.purpose).copy(),
    }


def _settlement(settled: Settlement | None) -> State | None:
    return None if settled is None else {**vars(settled), "paid_at": written(settled.paid_at)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _timers(bill: Bill) -> list[Timer]:
    """It expires when nothing more is to be heard of its last day."""
    if bill.state is not BillState.OPEN or bill.due_on is None:
        return []
    over = start_of(bill.due_on + timedelta(days=1))
    return [Timer(EXPIRED, over + timedelta(hours=bill.patience_hours))]


BILLS: Kind[Bill] = Kind(
    service="licensing",
    name="bill",
    collection="bills",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=lambda bill: {
        "reference": bill.reference,
        "state": bill.state.value,
        "governorate": bill.governorate,
        "owners": sorted(bill.owners),
        "about": bill.about.id,
    },
    unique={"reference": "bill_reference_taken"},
    timers=_timers,
    indexes=(("governorate", "state"), ("owners",), ("about",)),
)


class KeptBills(Kept[Bill]):
    """Bills in a store of documents."""

    def about(self, about_id: str) -> Sequence[Bill]:
        return self._store.newest(Criteria(equals={"about": about_id}), MOST)

    def by_reference(self, reference: str) -> Bill | None:
        found = self._store.newest(Criteria(equals={"reference": reference}), 1)
        return found[0] if found else None
