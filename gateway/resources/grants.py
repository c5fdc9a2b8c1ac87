"""Grants to associations: agreements, instalments, reports, what comes back."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.grants import grants as contract
from gateway import answers
from gateway.authentication.roles import (
    ADMINISTRATOR,
    AUDITOR,
    CITIZEN,
)
from gateway.calls import ask, change
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.grant_calls import MANAGERS, SERVICE, SOCIETIES, STAFF

PAYERS = (ADMINISTRATOR,)
READERS = (*STAFF, AUDITOR, CITIZEN)

grants = Resource(
    "grants", __name__, description="Money that associations were awarded, paid against reports."
)


@grants.operation(
    "GET",
    "/v1/grants",
    roles=READERS,
    query=query_of(contract.FindGrants),
    answer=contract.GrantPage,
    arabic="البحث عن منح",
    examples="licensing.find_grants",
)
def find_grants(query: dict[str, Any]) -> Response:
    """Find grants

    Representatives name their association; staff find those of their governorates.
    """
    return answers.page(SERVICE, "find_grants", query)


@grants.operation(
    "GET",
    "/v1/grants/<uuid:grant_id>",
    roles=READERS,
    answer=contract.Grant,
    arabic="قراءة منحة",
    examples="licensing.get_grant",
)
def get_grant(grant_id: str) -> Response:
    """Read a grant"""
    return answers.record(ask(SERVICE, "get_grant", {"grant_id": grant_id}))


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/agreement",
    roles=MANAGERS,
    body=contract.SignGrantBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="توقيع اتفاقية",
    examples="licensing.sign_grant",
)
def sign_grant(body: dict[str, Any], grant_id: str) -> Response:
    """Record the agreement

    With the lines of the budget, where less was awarded than asked.
    """
    return _change("sign_grant", {**body, "grant_id": grant_id})


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/refusal",
    roles=SOCIETIES,
    body=contract.GiveUpGrantBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="الاعتذار عن منحة",
    examples="licensing.decline_grant",
)
def decline_grant(body: dict[str, Any], grant_id: str) -> Response:
    """Decline a grant

    By the association, before anything is paid; the reserve list moves up.
    """
    return _change("decline_grant", {**body, "grant_id": grant_id})


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/cancellation",
    roles=MANAGERS,
    body=contract.GiveUpGrantBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="إلغاء منحة",
    examples="licensing.cancel_grant",
)
def cancel_grant(body: dict[str, Any], grant_id: str) -> Response:
    """Cancel a grant

    Before anything is paid; the reserve list moves up.
    """
    return _change("cancel_grant", {**body, "grant_id": grant_id})


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/instalments/<int(min=1,max=12):number>/payment",
    roles=PAYERS,
    body=contract.PayGrantInstalmentBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="تسجيل دفعة",
    examples="licensing.pay_grant_instalment",
)
def pay_grant_instalment(body: dict[str, Any], grant_id: str, number: str) -> Response:
    """Record the payment of an instalment

    Once, under its reference. An association that lost its standing is not paid: the answer shows
    the instalment as `held`, with the reason.
    """
    return _change("pay_grant_instalment", {**body, "grant_id": grant_id, "number": number})


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/reports/<int(min=1,max=12):number>",
    roles=SOCIETIES,
    body=contract.ReportOnGrantBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="تقديم تقرير",
    examples="licensing.report_on_grant",
)
def report_on_grant(body: dict[str, Any], grant_id: str, number: str) -> Response:
    """Report on an instalment

    What was spent per line, with documents; again after it was returned.
    """
    return _change("report_on_grant", {**body, "grant_id": grant_id, "number": number})


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/reports/<int(min=1,max=12):number>/judgement",
    roles=STAFF,
    body=contract.JudgeGrantReportBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="البتّ في تقرير",
    examples="licensing.judge_grant_report",
)
def judge_grant_report(body: dict[str, Any], grant_id: str, number: str) -> Response:
    """Accept, return or refuse a report"""
    return _change("judge_grant_report", {**body, "grant_id": grant_id, "number": number})


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/change",
    roles=SOCIETIES,
    body=contract.AskGrantChangeBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="طلب تعديل البنود",
    examples="licensing.ask_grant_change",
)
def ask_grant_change(body: dict[str, Any], grant_id: str) -> Response:
    """Ask for other lines

    For the same money; none below what is spent.
    """
    return _change("ask_grant_change", {**body, "grant_id": grant_id})


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/change-decision",
    roles=MANAGERS,
    body=contract.DecideGrantChangeBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="البتّ في تعديل البنود",
    examples="licensing.decide_grant_change",
)
def decide_grant_change(body: dict[str, Any], grant_id: str) -> Response:
    """Decide on other lines

    A refusal says why (`reason`), which the association reads.
    """
    return _change("decide_grant_change", {**body, "grant_id": grant_id})


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/end",
    roles=MANAGERS,
    body=contract.GiveUpGrantBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="إنهاء منحة",
    examples="licensing.end_grant",
)
def end_grant(body: dict[str, Any], grant_id: str) -> Response:
    """End a grant

    What was not paid is free for others, what was not spent comes back.
    """
    return _change("end_grant", {**body, "grant_id": grant_id})


@grants.operation(
    "POST",
    "/v1/grants/<uuid:grant_id>/recoveries",
    roles=PAYERS,
    body=contract.RecordGrantRecoveryBody(),
    answer=contract.Grant,
    conditional=True,
    arabic="تسجيل مبلغ مردود",
    examples="licensing.record_grant_recovery",
)
def record_grant_recovery(body: dict[str, Any], grant_id: str) -> Response:
    """Record money that came back

    Once, under its reference.
    """
    return _change("record_grant_recovery", {**body, "grant_id": grant_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_grant", identity="grant_id")
    )
