"""Why licensing refuses what is asked of bills and payments."""

from __future__ import annotations

from services.licensing.domain.refusals import Refusal


class ReferenceMistyped(Refusal):
    """The check digits do not fit: no bill has such a reference."""

    kind, code = "not_found", "bill_reference_mistyped"


class ReferenceUnknown(Refusal):
    """The digits are in order, but no bill has this reference."""

    kind, code = "not_found", "bill_reference_unknown"


class BillNotPayable(Refusal):
    """It is paid, cancelled or expired, or its last day is over."""

    kind, code = "conflict", "bill_not_payable"


class BillPaidAlready(Refusal):
    """What is paid is no longer cancelled."""

    kind, code = "conflict", "bill_paid_already"


class BillNotPaid(Refusal):
    """There is no receipt before the bill is paid."""

    kind, code = "not_found", "bill_not_paid"


class CounterClosed(Refusal):
    """The rules in force let nobody pay at the counter."""

    kind, code = "conflict", "bill_not_paid_at_counter"


class WrongAmount(Refusal):
    """A bill is paid in one sum, and by that sum alone."""

    kind, code = "conflict", "bill_wrong_amount"


class NoticeContradicts(Refusal):
    """The provider told of this transaction before, with other facts."""

    kind, code = "conflict", "payment_notice_contradicts"


class NothingToRefund(Refusal):
    """The payment is no surplus, or is given back already."""

    kind, code = "conflict", "bill_payment_not_to_be_refunded"


class SamePersonRefunds(Refusal):
    """Who asked for a refund does not approve it."""

    kind, code = "forbidden", "bill_refund_same_person"
