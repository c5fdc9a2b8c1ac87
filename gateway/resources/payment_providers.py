"""What payment providers ask and tell: which bill it is, and that somebody paid it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Response

from contracts.rpc.licensing import fees as contract
from gateway import answers
from gateway.calls import ask, command
from gateway.problems import Problem
from gateway.resource import Resource
from gateway.resources.service_catalogue import SERVICE

payment_providers = Resource(
    "payment-providers", __name__, description="For payment providers, which sign what they send."
)


@payment_providers.signed(
    "/payments/<partner:provider>/inquiries",
    body=contract.InquireBill(),
    answer=contract.InquiredBill,
    arabic="الاستعلام عن مطالبة",
    examples="licensing.inquire_bill",
)
def inquire_bill(body: dict[str, Any]) -> Response:
    """Ask about a bill that somebody wants to pay

    What it is for, how much it is and whether it can be paid today: nothing about whose it is.
    """
    return answers.facts(ask(SERVICE, "inquire_bill", body))


@payment_providers.signed(
    "/payments/<partner:provider>/notices",
    body=contract.ReceivePaymentNotice(),
    answer=contract.PaymentAcknowledged,
    arabic="الإشعار بدفعة",
    examples="licensing.receive_payment_notice",
)
def receive_payment_notice(body: dict[str, Any]) -> Response:
    """Tell that somebody paid

    Repeat it until it is answered 2xx, or 404 or 409, which are final: the same transaction has one
    effect and the same answer. 409 `payment_wrong_amount`: recorded, and to be given back.
    """
    told = command(SERVICE, "receive_payment_notice", body)
    if told["outcome"] == "refused":
        raise Problem(HTTPStatus.CONFLICT, "payment_wrong_amount")
    return answers.facts(told)
