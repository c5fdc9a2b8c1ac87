"""What the registry is asked and answers about payments. Money in fils: 1,000 are one dinar."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.files import FilePart, PartOfFile, Sha256
from contracts.rpc.registry.money import (
    Code,
    Fils,
    Month,
    PaymentProgressSchema,
    PaymentStepSchema,
    PaymentSumSchema,
    ToldMonth,
)
from contracts.rpc.registry.programmes.words import Because

LIST_STATUSES = ("preparing", "prepared", "approved", "issued", "withdrawing", "cancelled")
PAYMENT_STATUSES = ("listed", "held", "paid", "returned", "withdrawn")


class PaymentSourceSchema(Strict):
    """What is paid for: a programme, or an emergency."""

    kind = fields.Choice(("programme", "emergency"), required=True)
    id = fields.Identifier(required=True)


class PaymentTotalsSchema(Strict):
    """What is on the list, and what was held back for which reason.

    Administrators alone may know how many are under protection: for others, `listed` is without
    them, and what counts them is null.
    """

    listed = fields.Nested(PaymentSumSchema, required=True)
    governorates = fields.Dict(
        keys=fields.Governorate(),
        values=fields.Nested(PaymentSumSchema),
        required=True,
        metadata={
            "description": "To be paid, by governorate; without households under protection."
        },
    )
    held = fields.Nested(PaymentSumSchema, required=True, allow_none=True)
    findings = fields.Dict(
        keys=Code(),
        values=fields.Whole(least=1, most=10_000_000),
        required=True,
        allow_none=True,
        metadata={"description": "How many are held for which reason."},
    )
    already = fields.Whole(
        required=True,
        allow_none=True,
        least=0,
        most=10_000_000,
        metadata={"description": "Claims that another list of this month has already."},
    )
    sha256 = Sha256(required=True, allow_none=True)


class PaymentFileSchema(Strict):
    """The file for the payment provider; `size`, `sha256` and `issued` are for administrators
    alone."""

    id = fields.Identifier(required=True)
    name = fields.Text(required=True, metadata={"example": "payments-2026-11.csv"})
    size = fields.Whole(required=True, allow_none=True, least=0, most=2**53)
    sha256 = Sha256(required=True, allow_none=True)
    issued = fields.Nested(PaymentSumSchema, required=True, allow_none=True)
    issued_on = fields.Day(
        required=True,
        allow_none=True,
        metadata={"description": "The day it was written; null of files from before it was kept."},
    )


class OpenPaymentList(Request):
    """The list of a programme and month, to be prepared in the background."""

    programme_id = fields.Identifier(required=True)
    month = Month(required=True)


class PaymentListRef(Request):
    """One list."""

    list_id = fields.Identifier(required=True)


class CancelPaymentListBody(Request):
    """Why a list is called off."""

    reason = fields.Paragraph(required=True)


class CancelPaymentList(CancelPaymentListBody):
    """The same, saying which list."""

    list_id = fields.Identifier(required=True)


class FindPaymentLists(PageRequest):
    """Lists of a programme or emergency, of a month, in a status. Newest first."""

    source_id = fields.Identifier(load_default=None, allow_none=True)
    month = Month(load_default=None, allow_none=True)
    status = fields.Choice(LIST_STATUSES, load_default=None, allow_none=True)


class PaymentList(Record):
    """A payment list with its totals and checks."""

    source = fields.Nested(PaymentSourceSchema, required=True)
    month = Month(required=True)
    status = fields.Choice(LIST_STATUSES, required=True)
    rules = fields.Day(required=True, metadata={"description": "The version of the rules used."})
    opened = fields.Nested(PaymentStepSchema, required=True)
    approval = fields.Nested(PaymentStepSchema, required=True, allow_none=True)
    totals = fields.Nested(PaymentTotalsSchema, required=True, allow_none=True)
    file = fields.Nested(PaymentFileSchema, required=True, allow_none=True)
    cancellation = fields.Nested(PaymentStepSchema, required=True, allow_none=True)
    withdrawn = fields.Nested(PaymentSumSchema, required=True, allow_none=True)
    to_follow_up = fields.Nested(
        PaymentSumSchema,
        required=True,
        allow_none=True,
        metadata={"description": "What had been paid when the list was cancelled."},
    )
    progress = fields.Nested(PaymentProgressSchema, allow_none=True)


class PaymentListPage(PageAnswer):
    """One page of lists."""

    items = fields.Several(fields.Nested(PaymentList), required=True)


class PaymentListFile(PartOfFile):
    """One part of a list's file."""

    list_id = fields.Identifier(required=True)


class FindPayments(PageRequest):
    """Payments of a list or of a household, in a status. Newest first."""

    list_id = fields.Identifier(load_default=None, allow_none=True)
    household_id = fields.Identifier(load_default=None, allow_none=True)
    status = fields.Choice(PAYMENT_STATUSES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class Payment(Record):
    """A payment on a list."""

    list_id = fields.Identifier(required=True)
    source = fields.Nested(PaymentSourceSchema, required=True)
    month = Month(required=True)
    claim_id = fields.Text(required=True, metadata={"description": "The enrolment or target."})
    household_id = fields.Identifier(required=True)
    person_id = fields.Identifier(required=True, allow_none=True)
    payee_id = fields.Identifier(required=True, allow_none=True)
    governorate = fields.Governorate(required=True, allow_none=True)
    protected = fields.Flag(required=True)
    amount_fils = Fils(required=True, allow_none=True)
    offset_fils = Fils(
        required=True,
        metadata={"description": "Set off from the amount; see the recovery."},
    )
    recovery_id = fields.Identifier(required=True, allow_none=True)
    status = fields.Choice(PAYMENT_STATUSES, required=True)
    findings = fields.Several(
        Code(),
        required=True,
        allow_none=True,
        metadata={"description": "Why it is held; null for all but administrators."},
    )
    held_because = fields.Several(
        fields.Nested(Because),
        required=True,
        allow_none=True,
        metadata={"description": "The findings in words; null where they are."},
    )
    allowed = fields.Nested(
        PaymentStepSchema,
        required=True,
        allow_none=True,
        metadata={
            "description": "Who let the next list pay it although it is held; null for all but "
            "administrators."
        },
    )
    again_of = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={
            "description": "The payment that was returned and is paid once more by this one."
        },
    )
    back_of = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={
            "description": "The payment from which a part was set off that is given back by this "
            "one: what it was set off for came back."
        },
    )
    for_month = ToldMonth(
        required=True,
        allow_none=True,
        metadata={
            "description": "The month it is the money of, when that is not the list's: of money "
            "that came back, a part that is given back or a rest."
        },
    )
    rest_of = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={
            "description": "The payment by which a month was paid too little, the rest of which is "
            "paid by this one: a grievance against that amount was right."
        },
    )
    owed_because = fields.Several(
        fields.Nested(Because),
        required=True,
        metadata={
            "description": "Why it is owed, in words; nothing of the month's money of an enrolment "
            "that runs."
        },
    )
    attempt = fields.Whole(required=True, least=1, most=1000)
    settled_on = fields.Day(required=True, allow_none=True)
    reason = fields.Text(required=True, allow_none=True, metadata={"example": "wallet_closed"})


class PaymentRef(Request):
    """One payment."""

    payment_id = fields.Identifier(required=True)


class AllowPaymentBody(Request):
    """Why the household is paid although somebody of it was paid for another one, or although the
    money came back too often."""

    reason = fields.Paragraph(required=True)


class AllowPayment(AllowPaymentBody):
    """The same, saying which payment."""

    payment_id = fields.Identifier(required=True)


class PaymentPage(PageAnswer):
    """One page of payments."""

    items = fields.Several(fields.Nested(Payment), required=True)


METHODS: Methods = {
    "open_payment_list": Method("command", OpenPaymentList, PaymentList),
    "approve_payment_list": Method("command", PaymentListRef, PaymentList),
    "cancel_payment_list": Method("command", CancelPaymentList, PaymentList),
    "get_payment_list": Method("query", PaymentListRef, PaymentList),
    "find_payment_lists": Method("query", FindPaymentLists, PaymentListPage),
    "read_payment_list_file": Method("query", PaymentListFile, FilePart),
    "get_payment": Method("query", PaymentRef, Payment),
    "allow_payment": Method("command", AllowPayment, Payment),
    "find_payments": Method("query", FindPayments, PaymentPage),
}
