"""Payments: lists per programme and month, their files, and what the provider confirms."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.files import FilePart
from contracts.rpc.registry import confirmations
from contracts.rpc.registry import payments as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, AUDITOR, CASEWORKER, CLERK, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import SERVICE

PAYERS = (ADMINISTRATOR,)
READERS = (ADMINISTRATOR, AUDITOR)

payments = Resource("payments", __name__, description="Who is paid what for which month, once.")


@payments.operation(
    "POST",
    "/v1/payment-lists",
    roles=PAYERS,
    body=contract.OpenPaymentList(),
    answer=contract.PaymentList,
    status=201,
    arabic="إعداد كشف دفع",
    examples="registry.open_payment_list",
)
def open_payment_list(body: dict[str, Any]) -> Response:
    """Have a payment list prepared

    In the background, from the enrolments that ran in the month, the money that came back and what
    is given back; nobody is listed twice for one month.
    """
    view = command(SERVICE, "open_payment_list", body)
    return answers.created(view, f"/v1/payment-lists/{view['id']}")


@payments.operation(
    "GET",
    "/v1/payment-lists",
    roles=READERS,
    query=query_of(contract.FindPaymentLists),
    answer=contract.PaymentListPage,
    arabic="البحث عن كشوف الدفع",
    examples="registry.find_payment_lists",
)
def find_payment_lists(query: dict[str, Any]) -> Response:
    """Find payment lists

    Of a programme or emergency, of a month; newest first.
    """
    return answers.page(SERVICE, "find_payment_lists", query)


@payments.operation(
    "GET",
    "/v1/payment-lists/<uuid:list_id>",
    roles=READERS,
    answer=contract.PaymentList,
    arabic="قراءة كشف دفع",
    examples="registry.get_payment_list",
)
def get_payment_list(list_id: str) -> Response:
    """Read a payment list

    Its totals, what was held back and why, and how far the work is.
    """
    return answers.record(ask(SERVICE, "get_payment_list", {"list_id": list_id}))


@payments.operation(
    "POST",
    "/v1/payment-lists/<uuid:list_id>/approve",
    roles=PAYERS,
    answer=contract.PaymentList,
    conditional=True,
    arabic="اعتماد كشف دفع",
    examples="registry.approve_payment_list",
)
def approve_payment_list(list_id: str) -> Response:
    """Approve a payment list

    By another person than who opened it. The file is written then.
    """
    return _change("approve_payment_list", {"list_id": list_id})


@payments.operation(
    "POST",
    "/v1/payment-lists/<uuid:list_id>/cancel",
    roles=PAYERS,
    body=contract.CancelPaymentListBody(),
    answer=contract.PaymentList,
    conditional=True,
    arabic="إلغاء كشف دفع",
    examples="registry.cancel_payment_list",
)
def cancel_payment_list(body: dict[str, Any], list_id: str) -> Response:
    """Cancel a payment list

    Before it is approved; what it listed is free for another list.
    """
    return _change("cancel_payment_list", {**body, "list_id": list_id})


@payments.operation(
    "GET",
    "/v1/payment-lists/<uuid:list_id>/file",
    roles=PAYERS,
    answer=FilePart,
    media_types=("text/csv",),
    arabic="تنزيل ملف الدفع",
    examples="registry.read_payment_list_file",
)
def read_payment_list_file(list_id: str) -> Response:
    """Download the file of a payment list

    CSV in UTF-8 with a byte order mark: a header, the payments, and a line of control totals.
    For administrators alone: it names everybody who is paid, households under protection as well.
    Every download is in the audit log.
    """
    return answers.file(SERVICE, "read_payment_list_file", {"list_id": list_id})


@payments.operation(
    "GET",
    "/v1/payments",
    roles=(*READERS, SUPERVISOR, CASEWORKER, CLERK),
    query=query_of(contract.FindPayments),
    answer=contract.PaymentPage,
    arabic="البحث عن دفعات",
    examples="registry.find_payments",
)
def find_payments(query: dict[str, Any]) -> Response:
    """Find payments

    Of a list or a household, in a status; staff find those of their governorates. Households in
    which somebody is under protection are shown to administrators alone. Every page is in the
    audit log.
    """
    return answers.page(SERVICE, "find_payments", query)


@payments.operation(
    "GET",
    "/v1/payments/<uuid:payment_id>",
    roles=PAYERS,
    answer=contract.Payment,
    arabic="قراءة دفعة",
    examples="registry.get_payment",
)
def get_payment(payment_id: str) -> Response:
    """Read a payment

    By who pays it, with why it is held; others find the payments that they may read. In the audit
    log.
    """
    return answers.record(ask(SERVICE, "get_payment", {"payment_id": payment_id}))


@payments.operation(
    "POST",
    "/v1/payments/<uuid:payment_id>/allow",
    roles=PAYERS,
    body=contract.AllowPaymentBody(),
    answer=contract.Payment,
    conditional=True,
    arabic="السماح بدفعة محجوزة",
    examples="registry.allow_payment",
)
def allow_payment(body: dict[str, Any], payment_id: str) -> Response:
    """Allow a payment that is held for a person to decide

    Of a household of which somebody was paid as the payee of another one (the finding
    `paid_in_other_household`): the next list of the month has it. Money that came back too often
    (`returned_too_often`): the next list tries it once more; when it comes back again, it is held
    again. Each such list is approved by a second person as every list.
    """
    asked = {**body, "payment_id": payment_id}
    return answers.changed(
        change(SERVICE, "allow_payment", asked, seen_by="get_payment", identity="payment_id")
    )


@payments.operation(
    "POST",
    "/v1/payment-confirmations",
    roles=PAYERS,
    body=confirmations.ReceivePaymentConfirmations(),
    answer=confirmations.PaymentConfirmations,
    status=201,
    arabic="تسجيل نتائج الدفع",
    examples="registry.receive_payment_confirmations",
)
def receive_payment_confirmations(body: dict[str, Any]) -> Response:
    """Take in what the payment provider confirms

    Paid, or returned and why. Returned money goes onto the next list, once. A batch is taken in
    once; lines that are unknown, duplicate or contradict what is known are reported.
    """
    view = command(SERVICE, "receive_payment_confirmations", body)
    return answers.created(view, f"/v1/payment-confirmations/{view['id']}")


@payments.operation(
    "GET",
    "/v1/payment-confirmations/<uuid:batch_id>",
    roles=READERS,
    answer=confirmations.PaymentConfirmations,
    arabic="قراءة نتائج الدفع",
    examples="registry.get_payment_confirmations",
)
def get_payment_confirmations(batch_id: str) -> Response:
    """Read a batch of confirmations

    How many lines had their effect, and which had none and why.
    """
    view = ask(SERVICE, "get_payment_confirmations", {"batch_id": batch_id})
    # Parts and progress move on without a new version.
    return answers.changed(view) if view["missing"] else answers.record(view)


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_payment_list", identity="list_id")
    )
