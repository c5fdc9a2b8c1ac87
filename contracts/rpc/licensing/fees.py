"""What licensing is asked and answers about bills and payments. Money in fils: 1,000 a dinar."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.digits import in_any_digits

BILL_STATES = ("open", "paid", "cancelled", "expired")
PAYMENT_STATES = ("paid", "surplus", "refused", "refund_asked", "refunded")
OUTCOMES = ("paid", "surplus", "refused")
CHANNELS_AT_COUNTER = ("cash", "card", "cheque")
MOST_FILS = 10**9


class ToldReference(fields.Text):
    """The reference of a bill as we tell it: year, running number and two check digits."""

    shortest = longest = 13
    pattern = "^20[0-9]{11}$"
    problem = "malformed_bill_reference"
    sample = "2026000000181"


class BillReference(ToldReference):
    """The same as people copy it; kept in Latin digits alone."""

    longest = 25
    pattern = in_any_digits("^2[ -]?0(?:[ -]?[0-9]){11}$")
    description = "Thirteen digits; Arabic and Persian digits, blanks and dashes are understood."

    def understood(self, value: str) -> str:
        return fields.latin_digits(value).replace(" ", "").replace("-", "")


class Fils(fields.Whole):
    """An amount that can be billed."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(least=1, most=MOST_FILS, metadata={"example": 25500}, **rest)


class Channel(fields.Text):
    """How somebody paid, in the provider's word."""

    longest = 40
    pattern = "^[a-z][a-z0-9_]*$"
    problem = "malformed_payment_channel"
    sample = "wallet"


class TransactionId(fields.Text):
    """What a provider calls a transaction: visible ASCII characters."""

    longest = 80
    pattern = "^[!-~]+$"
    problem = "malformed_transaction_id"
    sample = "T-000001"


class BillWordsSchema(Strict):
    """A text in both languages."""

    ar = fields.Text(required=True, longest=300)
    en = fields.Text(required=True, longest=300)


class BillAboutSchema(Strict):
    """What is paid for."""

    kind = fields.Text(required=True, longest=40, metadata={"example": "application"})
    id = fields.Identifier(required=True)


def _jod() -> fields.Text:
    return fields.Text(
        required=True, pattern=r"^[0-9]{1,7}\.[0-9]{3}$", metadata={"example": "25.500"}
    )


class InquireBill(Request):
    """A provider asks about the bill that somebody wants to pay."""

    reference = BillReference(required=True)


class InquiredBill(Answer):
    """What is to be paid for what: nothing about whose bill it is."""

    reference = ToldReference(required=True)
    purpose = fields.Nested(BillWordsSchema, required=True)
    amount_fils = Fils(required=True)
    amount_jod = _jod()
    payable = fields.Flag(
        required=True, metadata={"description": "Whether money that is paid today pays it."}
    )
    state = fields.Choice(BILL_STATES, required=True, metadata={"example": "open"})
    due_on = fields.Day(required=True, allow_none=True)


class ReceivePaymentNotice(Request):
    """A provider tells that somebody paid."""

    transaction_id = TransactionId(required=True)
    reference = BillReference(required=True)
    amount_fils = Fils(required=True)
    paid_at = fields.AskedMoment(required=True)
    channel = Channel(required=True)


class PaymentAcknowledged(Answer):
    """What a notice came to; the same however often it is told.

    `paid`: it paid the bill. `surplus`: the bill had been paid or was over, and the money is given
    back. `refused`: not the bill's amount; nothing was taken.
    """

    transaction_id = TransactionId(required=True)
    reference = ToldReference(required=True)
    amount_fils = Fils(required=True)
    outcome = fields.Choice(OUTCOMES, required=True, metadata={"example": "paid"})
    received_at = fields.Moment(required=True)


class PayBillAtCounterBody(Request):
    """What a clerk took: the whole sum, and how."""

    amount_fils = Fils(required=True)
    channel = fields.Choice(CHANNELS_AT_COUNTER, required=True, metadata={"example": "cash"})


class PayBillAtCounter(PayBillAtCounterBody):
    """The same, saying for which bill."""

    bill_id = fields.Identifier(required=True)


class AskBillRefundBody(Request):
    """Why surplus money is to be given back."""

    reason = fields.Paragraph(required=True, metadata={"example": "دُفعت المطالبة مرتين."})


class AskBillRefund(AskBillRefundBody):
    """The same, saying which payment."""

    payment_id = fields.Identifier(required=True)


class ApproveBillRefund(Request):
    """A second supervisor approves."""

    payment_id = fields.Identifier(required=True)


class GetBill(Request):
    """One bill, or its receipt."""

    bill_id = fields.Identifier(required=True)


class GetBillPayment(Request):
    """One payment."""

    payment_id = fields.Identifier(required=True)


class FindBills(PageRequest):
    """Bills that the caller may see; filters add up. Newest first."""

    state = fields.Choice(BILL_STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    reference = BillReference(load_default=None, allow_none=True)
    about = fields.Identifier(
        load_default=None,
        allow_none=True,
        metadata={"description": "The application that is paid for."},
    )


class FindBillPayments(PageRequest):
    """Payments that the caller may see; filters add up. Newest first."""

    state = fields.Choice(PAYMENT_STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    bill_id = fields.Identifier(load_default=None, allow_none=True)


class Receipt(fields.Text):
    """The number of a receipt: governorate, year, running number without a gap."""

    pattern = "^RCP-[A-Z]{2}-20[0-9]{2}-[0-9]{6,}$"
    longest = 40
    sample = "RCP-AM-2026-000001"


class BillSettlementSchema(Strict):
    """The payment that paid it. `provider` is `counter` for what a clerk took."""

    payment_id = fields.Identifier(required=True)
    receipt = Receipt(required=True)
    paid_at = fields.Moment(required=True)
    provider = fields.Text(required=True, metadata={"example": "local"})
    channel = Channel(required=True)


class Bill(Record):
    """A bill, payable until the end of `due_on` where there is one."""

    state = fields.Choice(BILL_STATES, required=True, metadata={"example": "open"})
    reference = ToldReference(required=True)
    amount_fils = Fils(required=True)
    amount_jod = _jod()
    purpose = fields.Nested(BillWordsSchema, required=True)
    about = fields.Nested(BillAboutSchema, required=True)
    governorate = fields.Governorate(required=True)
    due_on = fields.Day(required=True, allow_none=True)
    raised_at = fields.Moment(required=True)
    settlement = fields.Nested(BillSettlementSchema, required=True, allow_none=True)


class BillPage(PageAnswer):
    """One page of bills."""

    items = fields.Several(fields.Nested(Bill), required=True)


class BillReceipt(Answer):
    """What was paid for what, with the sum in words."""

    receipt = Receipt(required=True)
    bill_id = fields.Identifier(required=True)
    reference = ToldReference(required=True)
    amount_fils = Fils(required=True)
    amount_jod = _jod()
    amount_in_words = fields.Nested(BillWordsSchema, required=True)
    purpose = fields.Nested(BillWordsSchema, required=True)
    paid_at = fields.Moment(required=True)
    provider = fields.Text(required=True, metadata={"example": "local"})
    channel = Channel(required=True)


class BillRefundSchema(Strict):
    """Who asked that the money be given back, why, and who approved it; logins for staff alone."""

    asked_by = fields.Text(required=True, allow_none=True, metadata={"example": "supervisor-1"})
    asked_at = fields.Moment(required=True)
    reason = fields.Paragraph(required=True)
    approved_by = fields.Text(required=True, allow_none=True, metadata={"example": "supervisor-2"})
    approved_at = fields.Moment(required=True, allow_none=True)


class BillPayment(Record):
    """What was paid, and what it came to."""

    state = fields.Choice(PAYMENT_STATES, required=True, metadata={"example": "surplus"})
    bill_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    provider = fields.Text(required=True, metadata={"example": "local"})
    transaction_id = TransactionId(required=True)
    reference = ToldReference(required=True)
    amount_fils = Fils(required=True)
    amount_jod = _jod()
    channel = Channel(required=True)
    paid_at = fields.Moment(required=True)
    received_at = fields.Moment(required=True)
    refund = fields.Nested(BillRefundSchema, required=True, allow_none=True)


class BillPaymentPage(PageAnswer):
    """One page of payments."""

    items = fields.Several(fields.Nested(BillPayment), required=True)


METHODS: Methods = {
    "inquire_bill": Method("query", InquireBill, InquiredBill),
    "receive_payment_notice": Method("command", ReceivePaymentNotice, PaymentAcknowledged),
    "pay_bill_at_counter": Method("command", PayBillAtCounter, Bill),
    "ask_bill_refund": Method("command", AskBillRefund, BillPayment),
    "approve_bill_refund": Method("command", ApproveBillRefund, BillPayment),
    "get_bill": Method("query", GetBill, Bill),
    "find_bills": Method("query", FindBills, BillPage),
    "get_bill_receipt": Method("query", GetBill, BillReceipt),
    "get_bill_payment": Method("query", GetBillPayment, BillPayment),
    "find_bill_payments": Method("query", FindBillPayments, BillPaymentPage),
}
