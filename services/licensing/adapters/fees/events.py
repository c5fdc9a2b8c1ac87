"""Events of bills and payments as the events that licensing publishes."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import fees as published
from services.licensing.domain.fees import events


def publish(event: events.BillEvent | events.PaymentEvent) -> Published:
    """The contract event that says what the domain event says."""
    told = _told(event)
    return Published(told.TYPE, base.to_data(told))


def _application(about: events.About | None) -> str | None:
    """Only an application's contact is known to who tells people."""
    return about.id if about is not None and about.kind == "application" else None


@singledispatch
def _told(event: Any) -> base.Event:
    raise TypeError(f"{type(event).__name__} is never published")


@_told.register
def _(event: events.BillRaised) -> base.Event:
    return published.BillRaised(
        bill_id=event.bill_id,
        reference=event.reference,
        application_id=_application(event.about),
        governorate=event.governorate,
        amount_fils=event.amount_fils,
        purpose_ar=event.purpose.ar,
        purpose_en=event.purpose.en,
        due_on=event.due_on.isoformat() if event.due_on else None,
    )


@_told.register
def _(event: events.BillPaid) -> base.Event:
    return published.BillPaid(
        bill_id=event.bill_id,
        reference=event.reference,
        application_id=_application(event.about),
        governorate=event.governorate,
        amount_fils=event.amount_fils,
        receipt=event.receipt,
    )


@_told.register
def _(event: events.BillCancelled) -> base.Event:
    return published.BillCancelled(event.bill_id, _application(event.about))


@_told.register
def _(event: events.BillExpired) -> base.Event:
    return published.BillExpired(event.bill_id, _application(event.about), event.due_on.isoformat())


@_told.register
def _(event: events.BillDueMoved) -> base.Event:
    due_on = event.due_on.isoformat() if event.due_on else None
    return published.BillDueMoved(event.bill_id, _application(event.about), due_on)


@_told.register
def _(event: events.BillHandedOn) -> base.Event:
    return published.BillHandedOn(event.bill_id, _application(event.about))


@_told.register
def _(event: events.PaymentHandedOn) -> base.Event:
    return published.PaymentHandedOn(event.payment_id, event.bill_id)


@_told.register
def _(event: events.PaymentRecorded) -> base.Event:
    return published.PaymentRecorded(**vars(event))


@_told.register
def _(event: events.PaymentSurplus) -> base.Event:
    return published.PaymentSurplus(**_of_bill(event))


@_told.register
def _(event: events.RefundAsked) -> base.Event:
    return published.PaymentRefundAsked(**vars(event))


@_told.register
def _(event: events.PaymentRefunded) -> base.Event:
    return published.PaymentRefunded(**_of_bill(event))


def _of_bill(event: events.PaymentSurplus | events.PaymentRefunded) -> dict[str, Any]:
    facts = {name: value for name, value in vars(event).items() if name != "about"}
    return {**facts, "application_id": _application(event.about)}
