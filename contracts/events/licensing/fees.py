"""What licensing tells of bills and payments: identifiers, amounts in fils and dates, no names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from contracts.events.base import Date, Event, GovernorateCode, Id, Line, Word
from contracts.rpc import fields

Fils = Annotated[int, lambda **k: fields.Whole(least=1, most=10**9, **k)]
"""An amount that can be billed."""


@dataclass(frozen=True)
class BillRaised(Event):
    """Somebody has to pay, until the end of `due_on` where there is one.

    `application_id` is null when it is not for an application.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.bill.raised.v1"
    AGGREGATE: ClassVar[str] = "bill"

    bill_id: Id
    reference: Line
    application_id: Id | None
    governorate: GovernorateCode
    amount_fils: Fils
    purpose_ar: Line
    purpose_en: Line
    due_on: Date | None


@dataclass(frozen=True)
class BillPaid(Event):
    """A bill was paid; `receipt` is the number of the receipt."""

    TYPE: ClassVar[str] = "kanaf.licensing.bill.paid.v1"
    AGGREGATE: ClassVar[str] = "bill"

    bill_id: Id
    reference: Line
    application_id: Id | None
    governorate: GovernorateCode
    amount_fils: Fils
    receipt: Line


@dataclass(frozen=True)
class BillCancelled(Event):
    """What a bill was for is no longer wanted."""

    TYPE: ClassVar[str] = "kanaf.licensing.bill.cancelled.v1"
    AGGREGATE: ClassVar[str] = "bill"

    bill_id: Id
    application_id: Id | None


@dataclass(frozen=True)
class BillExpired(Event):
    """A bill was not paid in time."""

    TYPE: ClassVar[str] = "kanaf.licensing.bill.expired.v1"
    AGGREGATE: ClassVar[str] = "bill"

    bill_id: Id
    application_id: Id | None
    due_on: Date


@dataclass(frozen=True)
class BillDueMoved(Event):
    """A bill has another last day: the deadline of what it is for has moved.

    `due_on` is null while that deadline stands still; the bill can be paid meanwhile.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.bill.due_moved.v1"
    AGGREGATE: ClassVar[str] = "bill"

    bill_id: Id
    application_id: Id | None
    due_on: Date | None


@dataclass(frozen=True)
class BillHandedOn(Event):
    """A bill is read by others than before: nobody acts any more for whose it is, or somebody
    else does."""

    TYPE: ClassVar[str] = "kanaf.licensing.bill.handed_on.v1"
    AGGREGATE: ClassVar[str] = "bill"

    bill_id: Id
    application_id: Id | None


@dataclass(frozen=True)
class PaymentRecorded(Event):
    """A payment was told of: it `paid` its bill, or was `refused` as not the bill's amount."""

    TYPE: ClassVar[str] = "kanaf.licensing.payment.recorded.v1"
    AGGREGATE: ClassVar[str] = "payment"

    payment_id: Id
    bill_id: Id
    governorate: GovernorateCode
    amount_fils: Fils
    outcome: Word


@dataclass(frozen=True)
class PaymentSurplus(Event):
    """A payment came for a bill that had been paid or was over: the money is to be given back.

    `application_id` is null when the bill is not for an application.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.payment.surplus.v1"
    AGGREGATE: ClassVar[str] = "payment"

    payment_id: Id
    bill_id: Id
    governorate: GovernorateCode
    amount_fils: Fils
    application_id: Id | None = None
    reference: Line | None = None


@dataclass(frozen=True)
class PaymentRefundAsked(Event):
    """A supervisor asked that a surplus be given back."""

    TYPE: ClassVar[str] = "kanaf.licensing.payment.refund_asked.v1"
    AGGREGATE: ClassVar[str] = "payment"

    payment_id: Id
    bill_id: Id
    amount_fils: Fils


@dataclass(frozen=True)
class PaymentHandedOn(Event):
    """A payment is read by others than before, as its bill is."""

    TYPE: ClassVar[str] = "kanaf.licensing.payment.handed_on.v1"
    AGGREGATE: ClassVar[str] = "payment"

    payment_id: Id
    bill_id: Id


@dataclass(frozen=True)
class PaymentRefunded(Event):
    """A second supervisor approved: the surplus is given back."""

    TYPE: ClassVar[str] = "kanaf.licensing.payment.refunded.v1"
    AGGREGATE: ClassVar[str] = "payment"

    payment_id: Id
    bill_id: Id
    amount_fils: Fils
    application_id: Id | None = None
    reference: Line | None = None
