"""Calls for proposals to civil society: their terms, and the steps from draft to end."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.grants import calls as contract
from gateway import answers
from gateway.authentication.roles import (
    ADMINISTRATOR,
    CASEWORKER,
    CITIZEN,
    CLERK,
    ROLES,
    SUPERVISOR,
)
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
STAFF = (ADMINISTRATOR, CASEWORKER, CLERK, SUPERVISOR)
MANAGERS = (ADMINISTRATOR, SUPERVISOR)
SOCIETIES = (CITIZEN,)

grant_calls = Resource(
    "grant_calls",
    __name__,
    description="What the ministry gives to associations, and on what terms.",
)


@grant_calls.operation(
    "POST",
    "/v1/grant-calls",
    roles=MANAGERS,
    body=contract.DraftGrantCall(),
    answer=contract.GrantCall,
    status=201,
    arabic="إعداد دعوة لتقديم مقترحات",
    examples="licensing.draft_grant_call",
)
def draft_grant_call(body: dict[str, Any]) -> Response:
    """Draft a call for proposals

    Its terms are checked as a whole. Supervisors for their own governorates, administrators for
    the whole country.
    """
    view = command(SERVICE, "draft_grant_call", body)
    return answers.created(view, f"/v1/grant-calls/{view['id']}")


@grant_calls.operation(
    "GET",
    "/v1/grant-calls",
    roles=ROLES,
    query=query_of(contract.FindGrantCalls),
    answer=contract.GrantCallPage,
    arabic="البحث عن دعوات المنح",
    examples="licensing.find_grant_calls",
)
def find_grant_calls(query: dict[str, Any]) -> Response:
    """Find calls for proposals

    Whatever is published, for everybody; newest first.
    """
    return answers.page(SERVICE, "find_grant_calls", query)


@grant_calls.operation(
    "GET",
    "/v1/grant-calls/<uuid:call_id>",
    roles=ROLES,
    answer=contract.GrantCall,
    arabic="قراءة دعوة منح",
    examples="licensing.get_grant_call",
)
def get_grant_call(call_id: str) -> Response:
    """Read a call for proposals"""
    return answers.record(ask(SERVICE, "get_grant_call", {"call_id": call_id}))


@grant_calls.operation(
    "POST",
    "/v1/grant-calls/<uuid:call_id>/revision",
    roles=MANAGERS,
    body=contract.DraftGrantCall(),
    answer=contract.GrantCall,
    conditional=True,
    arabic="تعديل دعوة قيد الإعداد",
    examples="licensing.revise_grant_call",
)
def revise_grant_call(body: dict[str, Any], call_id: str) -> Response:
    """Revise a draft

    Other terms, all of them.
    """
    return _change("revise_grant_call", {**body, "call_id": call_id})


@grant_calls.operation(
    "POST",
    "/v1/grant-calls/<uuid:call_id>/publication",
    roles=MANAGERS,
    answer=contract.GrantCall,
    conditional=True,
    arabic="نشر دعوة",
    examples="licensing.publish_grant_call",
)
def publish_grant_call(call_id: str) -> Response:
    """Publish a call

    From now on its terms stay; it opens and closes by its clock.
    """
    return _change("publish_grant_call", {"call_id": call_id})


@grant_calls.operation(
    "POST",
    "/v1/grant-calls/<uuid:call_id>/cancellation",
    roles=MANAGERS,
    body=contract.CancelGrantCallBody(),
    answer=contract.GrantCall,
    conditional=True,
    arabic="إلغاء دعوة",
    examples="licensing.cancel_grant_call",
)
def cancel_grant_call(body: dict[str, Any], call_id: str) -> Response:
    """Cancel a call

    With a reason, until money is awarded.
    """
    return _change("cancel_grant_call", {**body, "call_id": call_id})


@grant_calls.operation(
    "POST",
    "/v1/grant-calls/<uuid:call_id>/budget",
    roles=MANAGERS,
    body=contract.RaiseGrantBudgetBody(),
    answer=contract.GrantCall,
    conditional=True,
    arabic="زيادة موازنة دعوة",
    examples="licensing.raise_grant_budget",
)
def raise_grant_budget(body: dict[str, Any], call_id: str) -> Response:
    """Raise a budget

    The reserve list moves up into what is added.
    """
    return _change("raise_grant_budget", {**body, "call_id": call_id})


@grant_calls.operation(
    "POST",
    "/v1/grant-calls/<uuid:call_id>/review-end",
    roles=MANAGERS,
    answer=contract.GrantCall,
    conditional=True,
    arabic="إتمام تقييم المقترحات",
    examples="licensing.complete_grant_review",
)
def complete_grant_review(call_id: str) -> Response:
    """Complete the review

    When every proposal is reviewed.
    """
    return _change("complete_grant_review", {"call_id": call_id})


@grant_calls.operation(
    "POST",
    "/v1/grant-calls/<uuid:call_id>/decision",
    roles=MANAGERS,
    answer=contract.GrantCall,
    conditional=True,
    arabic="إصدار نتائج الدعوة",
    examples="licensing.decide_grant_call",
)
def decide_grant_call(call_id: str) -> Response:
    """Declare the call decided

    When every proposal has its decision.
    """
    return _change("decide_grant_call", {"call_id": call_id})


@grant_calls.operation(
    "POST",
    "/v1/grant-calls/<uuid:call_id>/end",
    roles=MANAGERS,
    answer=contract.GrantCall,
    conditional=True,
    arabic="إنهاء دعوة",
    examples="licensing.end_grant_call",
)
def end_grant_call(call_id: str) -> Response:
    """End a call

    When its grants are settled and no appeal is open.
    """
    return _change("end_grant_call", {"call_id": call_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_grant_call", identity="call_id")
    )
