"""Files of what the payment provider confirms: sent in parts, gone through row by row."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import confirmations as contract
from contracts.rpc.registry import files as sent
from gateway import answers
from gateway.calls import change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.payments import PAYERS, READERS
from gateway.resources.persons import SERVICE

confirmation_files = Resource(
    "confirmation_files", __name__, description="Files of what the payment provider confirms."
)


@confirmation_files.operation(
    "POST",
    "/v1/payment-confirmation-files",
    roles=PAYERS,
    body=contract.AnnounceConfirmations(),
    answer=contract.PaymentConfirmations,
    status=201,
    arabic="إعلان ملف نتائج الدفع",
    examples="registry.announce_payment_confirmations",
)
def announce_payment_confirmations(body: dict[str, Any]) -> Response:
    """Announce a file of confirmations

    CSV or XLSX. Its parts follow, then it is gone through by the rules of a batch of lines.
    """
    view = command(SERVICE, "announce_payment_confirmations", body)
    return answers.created(view, f"/v1/payment-confirmations/{view['id']}")


@confirmation_files.operation(
    "PUT",
    "/v1/payment-confirmations/<uuid:batch_id>/parts/<int(max=4096):part>",
    roles=PAYERS,
    body=sent.PartBody(),
    answer=contract.PaymentConfirmations,
    conditional=True,
    arabic="إرسال جزء من ملف النتائج",
    examples="registry.put_payment_confirmations_part",
)
def put_payment_confirmations_part(body: dict[str, Any], batch_id: str, part: str) -> Response:
    """Send one part of a file of confirmations

    In any order, and again when in doubt: the same part twice is one. Needs no `If-Match`.
    """
    request = {**body, "batch_id": batch_id, "part": int(part)}
    return answers.changed(command(SERVICE, "put_payment_confirmations_part", request))


@confirmation_files.operation(
    "POST",
    "/v1/payment-confirmations/<uuid:batch_id>/apply",
    roles=PAYERS,
    answer=contract.PaymentConfirmations,
    conditional=True,
    arabic="تطبيق ملف النتائج",
    examples="registry.apply_payment_confirmations",
)
def apply_payment_confirmations(batch_id: str) -> Response:
    """Have a file of confirmations gone through

    In the background, row by row; `progress` says how far it is.
    """
    return _step("apply_payment_confirmations", batch_id)


@confirmation_files.operation(
    "POST",
    "/v1/payment-confirmations/<uuid:batch_id>/cancel",
    roles=PAYERS,
    answer=contract.PaymentConfirmations,
    conditional=True,
    arabic="إلغاء ملف النتائج",
    examples="registry.cancel_payment_confirmations",
)
def cancel_payment_confirmations(batch_id: str) -> Response:
    """Give up a file of confirmations

    Before it is gone through; its reference is free again.
    """
    return _step("cancel_payment_confirmations", batch_id)


@confirmation_files.operation(
    "GET",
    "/v1/payment-confirmations/<uuid:batch_id>/rows",
    roles=READERS,
    query=query_of(contract.FindReportedRows, but=("batch_id",)),
    answer=contract.ReportedRowPage,
    arabic="الصفوف التي لم يكن لها أثر",
    examples="registry.find_reported_confirmations",
)
def find_reported_confirmations(query: dict[str, Any], batch_id: str) -> Response:
    """List the rows that had no effect

    With what is wrong with each: its own mistake, an unknown payment, a contradiction.
    """
    return answers.page(SERVICE, "find_reported_confirmations", query, batch_id=batch_id)


def _step(method: str, batch_id: str) -> Response:
    request = {"batch_id": batch_id}
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_payment_confirmations", identity="batch_id")
    )
