"""Societies in unions, and their dues."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import memberships as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, CITIZEN, CLERK, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.associations import READERS, SERVICE

KEEPERS = (CITIZEN, CLERK, SUPERVISOR)

memberships = Resource("memberships", __name__, description="Societies in unions, and their dues.")


@memberships.operation(
    "POST",
    "/v1/memberships",
    roles=(ADMINISTRATOR,),
    body=contract.RecordMembership(),
    answer=contract.Membership,
    status=201,
    arabic="إدخال عضوية سابقة في اتحاد",
    examples="licensing.record_membership",
)
def record_membership(body: dict[str, Any]) -> Response:
    """Bring in a membership of the time before

    New ones begin by the decision on their application.
    """
    view = command(SERVICE, "record_membership", body)
    return answers.created(view, f"/v1/memberships/{view['id']}")


@memberships.operation(
    "GET",
    "/v1/memberships",
    roles=READERS,
    query=query_of(contract.FindMemberships),
    answer=contract.MembershipPage,
    arabic="البحث عن عضويات",
    examples="licensing.find_memberships",
)
def find_memberships(query: dict[str, Any]) -> Response:
    """Find memberships

    Of a union, or of a society; newest first.
    """
    return answers.page(SERVICE, "find_memberships", query)


@memberships.operation(
    "GET",
    "/v1/memberships/<uuid:membership_id>",
    roles=READERS,
    answer=contract.Membership,
    arabic="قراءة عضوية",
    examples="licensing.get_membership",
)
def get_membership(membership_id: str) -> Response:
    """Read a membership"""
    return answers.record(ask(SERVICE, "get_membership", {"membership_id": membership_id}))


@memberships.operation(
    "POST",
    "/v1/memberships/<uuid:membership_id>/dues",
    roles=KEEPERS,
    body=contract.RecordDuesBody(),
    answer=contract.Membership,
    conditional=True,
    arabic="تدوين اشتراك سنة",
    examples="licensing.record_dues",
)
def record_dues(body: dict[str, Any], membership_id: str) -> Response:
    """Record that the dues of a year were paid

    By who acts for the union, or by staff.
    """
    return _change("record_dues", membership_id, body)


@memberships.operation(
    "POST",
    "/v1/memberships/<uuid:membership_id>/dues-withdrawals",
    roles=KEEPERS,
    body=contract.WithdrawDuesBody(),
    answer=contract.Membership,
    conditional=True,
    arabic="سحب اشتراك سُجّل خطأً",
    examples="licensing.withdraw_dues",
)
def withdraw_dues(body: dict[str, Any], membership_id: str) -> Response:
    """Withdraw dues that were recorded wrongly

    They stay on record with who withdrew them, when and why, and count as paid no more.
    """
    return _change("withdraw_dues", membership_id, body)


@memberships.operation(
    "POST",
    "/v1/memberships/<uuid:membership_id>/ending",
    roles=KEEPERS,
    body=contract.EndMembershipBody(),
    answer=contract.Membership,
    conditional=True,
    arabic="إنهاء عضوية",
    examples="licensing.end_membership",
)
def end_membership(body: dict[str, Any], membership_id: str) -> Response:
    """End a membership

    The society leaves, or is expelled.
    """
    return _change("end_membership", membership_id, body)


def _change(method: str, membership_id: str, body: dict[str, Any]) -> Response:
    request = {**body, "membership_id": membership_id}
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_membership", identity="membership_id")
    )
