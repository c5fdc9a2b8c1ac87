"""Bills of fees, what was paid on them, and what is given back."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import fees as contract
from gateway import answers
from gateway.authentication.roles import CLERK, SUPERVISOR
from gateway.calls import ask, change
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.service_applications import READERS
from gateway.resources.service_catalogue import SERVICE

bills = Resource("bills", __name__, description="Fees: bills, receipts and what is given back.")


@bills.operation(
    "GET",
    "/v1/bills",
    roles=READERS,
    query=query_of(contract.FindBills),
    answer=contract.BillPage,
    arabic="البحث عن مطالبات",
    examples="licensing.find_bills",
)
def find_bills(query: dict[str, Any]) -> Response:
    """Find bills

    By reference, state, governorate or what is paid for; newest first. Citizens find their own.
    """
    return answers.page(SERVICE, "find_bills", query)


@bills.operation(
    "GET",
    "/v1/bills/<uuid:bill_id>",
    roles=READERS,
    answer=contract.Bill,
    arabic="قراءة مطالبة",
    examples="licensing.get_bill",
)
def get_bill(bill_id: str) -> Response:
    """Read a bill

    With its reference, by which it is paid at any bank or wallet.
    """
    return answers.record(ask(SERVICE, "get_bill", {"bill_id": bill_id}))


@bills.operation(
    "GET",
    "/v1/bills/<uuid:bill_id>/receipt",
    roles=READERS,
    answer=contract.BillReceipt,
    arabic="قراءة إيصال",
    examples="licensing.get_bill_receipt",
)
def get_bill_receipt(bill_id: str) -> Response:
    """Read the receipt of a bill that is paid

    With the sum in words.
    """
    return answers.facts(ask(SERVICE, "get_bill_receipt", {"bill_id": bill_id}))


@bills.operation(
    "POST",
    "/v1/bills/<uuid:bill_id>/counter-payment",
    roles=(CLERK,),
    body=contract.PayBillAtCounterBody(),
    answer=contract.Bill,
    conditional=True,
    arabic="استلام الرسم في المركز",
    examples="licensing.pay_bill_at_counter",
)
def pay_bill_at_counter(body: dict[str, Any], bill_id: str) -> Response:
    """Record that somebody paid at the counter

    The whole sum; the receipt has the next number of the governorate and year. In the audit log.
    """
    asked = {**body, "bill_id": bill_id}
    return answers.changed(
        change(SERVICE, "pay_bill_at_counter", asked, seen_by="get_bill", identity="bill_id")
    )


@bills.operation(
    "GET",
    "/v1/bill-payments",
    roles=READERS,
    query=query_of(contract.FindBillPayments),
    answer=contract.BillPaymentPage,
    arabic="البحث عن دفعات الرسوم",
    examples="licensing.find_bill_payments",
)
def find_bill_payments(query: dict[str, Any]) -> Response:
    """Find payments of bills

    Those in the state `surplus` wait to be given back; newest first.
    """
    return answers.page(SERVICE, "find_bill_payments", query)


@bills.operation(
    "GET",
    "/v1/bill-payments/<uuid:payment_id>",
    roles=READERS,
    answer=contract.BillPayment,
    arabic="قراءة دفعة رسم",
    examples="licensing.get_bill_payment",
)
def get_bill_payment(payment_id: str) -> Response:
    """Read a payment of a bill"""
    return answers.record(ask(SERVICE, "get_bill_payment", {"payment_id": payment_id}))


@bills.operation(
    "POST",
    "/v1/bill-payments/<uuid:payment_id>/refund",
    roles=(SUPERVISOR,),
    body=contract.AskBillRefundBody(),
    answer=contract.BillPayment,
    conditional=True,
    arabic="طلب ردّ مبلغ زائد",
    examples="licensing.ask_bill_refund",
)
def ask_bill_refund(body: dict[str, Any], payment_id: str) -> Response:
    """Ask that surplus money be given back

    With a reason; another supervisor approves. In the audit log.
    """
    return _refund("ask_bill_refund", {**body, "payment_id": payment_id})


@bills.operation(
    "POST",
    "/v1/bill-payments/<uuid:payment_id>/refund-approval",
    roles=(SUPERVISOR,),
    answer=contract.BillPayment,
    conditional=True,
    arabic="اعتماد ردّ مبلغ زائد",
    examples="licensing.approve_bill_refund",
)
def approve_bill_refund(payment_id: str) -> Response:
    """Approve a refund

    By another supervisor than who asked for it. In the audit log.
    """
    return _refund("approve_bill_refund", {"payment_id": payment_id})


def _refund(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_bill_payment", identity="payment_id")
    )
