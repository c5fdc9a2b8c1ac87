"""Requests about payments as commands and queries."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from contracts.rpc.base import PageRequest
from contracts.rpc.problems import read
from contracts.rpc.registry import confirmations, recoveries
from contracts.rpc.registry import payments as contract
from services.registry.app.payments import commands
from services.registry.app.payments.queries import Find
from services.registry.domain.files.people_import import SentFile
from services.registry.domain.payments.confirmation import RETURNED, Line
from services.registry.entrypoints.reading.files import row_after

Request = dict[str, Any]


def open_payment_list(request: Request) -> commands.OpenPaymentList:
    return commands.OpenPaymentList(**read(contract.OpenPaymentList, request))


def approve_payment_list(request: Request) -> commands.ApprovePaymentList:
    return commands.ApprovePaymentList(**read(contract.PaymentListRef, request))


def cancel_payment_list(request: Request) -> commands.CancelPaymentList:
    return commands.CancelPaymentList(**read(contract.CancelPaymentList, request))


def get_payment_list(request: Request) -> str:
    return str(read(contract.PaymentListRef, request)["list_id"])


def find_payment_lists(request: Request) -> Find:
    return _find(read(contract.FindPaymentLists, request), source_id="source")


def find_payments(request: Request) -> Find:
    return _find(read(contract.FindPayments, request), list_id="list", household_id="household")


def get_payment(request: Request) -> str:
    return str(read(contract.PaymentRef, request)["payment_id"])


def allow_payment(request: Request) -> commands.AllowPayment:
    return commands.AllowPayment(**read(contract.AllowPayment, request))


def read_payment_list_file(request: Request) -> tuple[str, int]:
    data = read(contract.PaymentListFile, request)
    return data["list_id"], data["part"]


def receive_payment_confirmations(request: Request) -> commands.ReceiveConfirmations:
    data = read(confirmations.ReceivePaymentConfirmations, request)
    return commands.ReceiveConfirmations(
        data["reference"], tuple(_line(each) for each in data["lines"])
    )


def get_payment_confirmations(request: Request) -> str:
    return str(read(confirmations.ConfirmationsRef, request)["batch_id"])


def announce_confirmations(request: Request) -> commands.AnnounceConfirmations:
    data = read(confirmations.AnnounceConfirmations, request)
    return commands.AnnounceConfirmations(data.pop("reference"), SentFile(**data))


def put_confirmations_part(request: Request) -> commands.PutConfirmationsPart:
    data = read(confirmations.PutConfirmationsPart, request)
    return commands.PutConfirmationsPart(
        data["batch_id"], data["part"], b64decode(data["data"]), data["sha256"]
    )


def find_reported_rows(request: Request) -> tuple[str, int, int]:
    """The batch, the row after which the page begins, and how many. Raises `Invalid`."""
    data = read(confirmations.FindReportedRows, request)
    return data["batch_id"], row_after(data["after"]), data["limit"]


def get_recovery(request: Request) -> str:
    return str(read(recoveries.RecoveryRef, request)["recovery_id"])


def find_recoveries(request: Request) -> Find:
    data = read(recoveries.FindRecoveries, request)
    return _find(data, household_id="household", emergency_id="emergency")


def find_of_family(of: type[PageRequest], request: Request) -> tuple[str, str | None, int]:
    """Whose money, and which page of it."""
    data = read(of, request)
    return data["household_id"], data["after"], data["limit"]


def waive_recovery(request: Request) -> commands.WaiveRecovery:
    return commands.WaiveRecovery(**read(recoveries.WaiveRecovery, request))


def _line(data: dict[str, Any]) -> Line:
    returned = data["outcome"] == RETURNED
    reason = (data["reason"] or "unspecified") if returned else None
    return Line(**{**data, "reason": reason})


def _find(data: dict[str, Any], **names: str) -> Find:
    after, limit = data.pop("after"), data.pop("limit")
    keys = {names.get(name, name): value for name, value in data.items() if value is not None}
    return Find(keys, after, limit)
