"""Requests about one's own data: correction, objection, restriction, erasure."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import privacy_requests as contract
from gateway import answers
from gateway.authentication.roles import CITIZEN
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.applications import CASE_STAFF
from gateway.resources.persons import READERS, SERVICE, WRITERS

privacy_requests = Resource(
    "privacy_requests", __name__, description="What people ask about their own data."
)


@privacy_requests.operation(
    "POST",
    "/v1/privacy-requests",
    roles=(*WRITERS, CITIZEN),
    body=contract.FilePrivacyRequest(),
    answer=contract.PrivacyRequest,
    status=201,
    arabic="تقديم طلب يخص البيانات الشخصية",
    examples="registry.file_privacy_request",
)
def file_privacy_request(body: dict[str, Any]) -> Response:
    """File a request about one's own data

    Correction, objection to a purpose, restriction or erasure; by the person, the guardian of a
    child (of an adult by a court's decision alone), or staff for who came to a counter. The answer
    says until which working day it will be decided.
    """
    view = command(SERVICE, "file_privacy_request", body)
    return answers.created(view, f"/v1/privacy-requests/{view['id']}")


@privacy_requests.operation(
    "GET",
    "/v1/privacy-requests",
    roles=(*READERS, CITIZEN),
    query=query_of(contract.FindPrivacyRequests),
    answer=contract.PrivacyRequestPage,
    arabic="البحث عن طلبات تخص البيانات الشخصية",
    examples="registry.find_privacy_requests",
)
def find_privacy_requests(query: dict[str, Any]) -> Response:
    """Find requests about data

    By person, kind, status, and whether the answer is overdue; citizens find their own.
    """
    return answers.page(SERVICE, "find_privacy_requests", query)


@privacy_requests.operation(
    "GET",
    "/v1/privacy-requests/<uuid:request_id>",
    roles=(*READERS, CITIZEN),
    answer=contract.PrivacyRequest,
    arabic="قراءة طلب يخص البيانات الشخصية",
    examples="registry.get_privacy_request",
)
def get_privacy_request(request_id: str) -> Response:
    """Read a request about data

    With its answer in both languages. Every reading is written to the audit log.
    """
    return answers.record(ask(SERVICE, "get_privacy_request", {"request_id": request_id}))


@privacy_requests.operation(
    "POST",
    "/v1/privacy-requests/<uuid:request_id>/decide",
    roles=CASE_STAFF,
    body=contract.DecidePrivacyRequestBody(),
    answer=contract.PrivacyRequest,
    conditional=True,
    arabic="البت في طلب يخص البيانات الشخصية",
    examples="registry.decide_privacy_request",
)
def decide_privacy_request(body: dict[str, Any], request_id: str) -> Response:
    """Decide on a request about data

    By another person than who recorded it: a supervisor, on corrections in time also a caseworker,
    unless the record is restricted.
    What is granted takes effect in the same moment; what must stay is said with its reason.
    """
    return _change("decide_privacy_request", request_id, body)


@privacy_requests.operation(
    "POST",
    "/v1/privacy-requests/<uuid:request_id>/withdraw",
    roles=(*WRITERS, CITIZEN),
    answer=contract.PrivacyRequest,
    conditional=True,
    arabic="سحب طلب يخص البيانات الشخصية",
    examples="registry.withdraw_privacy_request",
)
def withdraw_privacy_request(request_id: str) -> Response:
    """Withdraw a request about data"""
    return _change("withdraw_privacy_request", request_id, {})


@privacy_requests.operation(
    "POST",
    "/v1/privacy-requests/<uuid:request_id>/lift",
    roles=(*WRITERS, CITIZEN),
    answer=contract.PrivacyRequest,
    conditional=True,
    arabic="رفع تقييد أو اعتراض",
    examples="registry.lift_privacy_request",
)
def lift_privacy_request(request_id: str) -> Response:
    """Lift a restriction or an objection

    At the person's own wish: the record is used again.
    """
    return _change("lift_privacy_request", request_id, {})


def _change(method: str, request_id: str, body: dict[str, Any]) -> Response:
    request = {**body, "request_id": request_id}
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_privacy_request", identity="request_id")
    )
