"""Corrective actions: what must be put right, until when, and the proof of it."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.inspections import actions as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CITIZEN, INSPECTOR, SUPERVISOR
from gateway.calls import ask, change
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
READERS = (CITIZEN, INSPECTOR, SUPERVISOR, AUDITOR)
ONE = "/v1/corrective-actions/<uuid:action_id>"

corrective_actions = Resource(
    "corrective-actions", __name__, description="What must be put right after an inspection."
)


@corrective_actions.operation(
    "GET",
    "/v1/corrective-actions",
    roles=READERS,
    query=query_of(contract.FindCorrectiveActions),
    answer=contract.CorrectiveActionPage,
    arabic="البحث عن إجراءات تصحيحية",
    examples="licensing.find_corrective_actions",
)
def find_corrective_actions(query: dict[str, Any]) -> Response:
    """Find corrective actions

    Staff find those of their governorates, holders their own.
    """
    return answers.page(SERVICE, "find_corrective_actions", query)


@corrective_actions.operation(
    "GET",
    ONE,
    roles=READERS,
    answer=contract.CorrectiveAction,
    arabic="قراءة إجراء تصحيحي",
    examples="licensing.get_corrective_action",
)
def get_corrective_action(action_id: str) -> Response:
    """Read a corrective action"""
    return answers.record(ask(SERVICE, "get_corrective_action", {"action_id": action_id}))


@corrective_actions.operation(
    "POST",
    f"{ONE}/proofs",
    roles=(CITIZEN,),
    body=contract.ProveActionBody(),
    answer=contract.CorrectiveAction,
    conditional=True,
    arabic="إثبات التصحيح",
    examples="licensing.prove_corrective_action",
)
def prove_corrective_action(body: dict[str, Any], action_id: str) -> Response:
    """Prove that it is put right"""
    return _change("prove_corrective_action", {**body, "action_id": action_id})


@corrective_actions.operation(
    "POST",
    f"{ONE}/judgement",
    roles=(INSPECTOR, SUPERVISOR),
    body=contract.JudgeProofBody(),
    answer=contract.CorrectiveAction,
    conditional=True,
    arabic="البت في الإثبات",
    examples="licensing.judge_corrective_action",
)
def judge_corrective_action(body: dict[str, Any], action_id: str) -> Response:
    """Decide on the proof"""
    return _change("judge_corrective_action", {**body, "action_id": action_id})


@corrective_actions.operation(
    "POST",
    f"{ONE}/extension",
    roles=(SUPERVISOR,),
    body=contract.ExtendActionBody(),
    answer=contract.CorrectiveAction,
    conditional=True,
    arabic="تمديد المهلة مرة واحدة",
    examples="licensing.extend_corrective_action",
)
def extend_corrective_action(body: dict[str, Any], action_id: str) -> Response:
    """Give more time, once"""
    return _change("extend_corrective_action", {**body, "action_id": action_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_corrective_action", identity="action_id")
    )
