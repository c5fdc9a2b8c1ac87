"""Inspectors: where they work, what they have, and which places are not for them."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.inspections import inspectors as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, INSPECTOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
inspectors = Resource("inspectors", __name__, description="Inspectors of licensed places.")


@inspectors.operation(
    "POST",
    "/v1/inspectors",
    roles=(SUPERVISOR,),
    body=contract.EnlistInspector(),
    answer=contract.Inspector,
    status=201,
    arabic="تسجيل مفتش",
    examples="licensing.enlist_inspector",
)
def enlist_inspector(body: dict[str, Any]) -> Response:
    """Put somebody on the list of inspectors"""
    view = command(SERVICE, "enlist_inspector", body)
    return answers.created(view, f"/v1/inspectors/{view['id']}")


@inspectors.operation(
    "GET",
    "/v1/inspectors",
    roles=(SUPERVISOR, AUDITOR),
    query=query_of(contract.FindInspectors),
    answer=contract.InspectorPage,
    arabic="قائمة المفتشين",
    examples="licensing.find_inspectors",
)
def find_inspectors(query: dict[str, Any]) -> Response:
    """List inspectors

    Those of your governorates.
    """
    return answers.page(SERVICE, "find_inspectors", query)


@inspectors.operation(
    "GET",
    "/v1/inspectors/<uuid:inspector_id>",
    roles=(INSPECTOR, SUPERVISOR, AUDITOR),
    answer=contract.Inspector,
    arabic="قراءة مفتش",
    examples="licensing.get_inspector",
)
def get_inspector(inspector_id: str) -> Response:
    """Read an inspector"""
    return answers.record(ask(SERVICE, "get_inspector", {"inspector_id": inspector_id}))


@inspectors.operation(
    "PATCH",
    "/v1/inspectors/<uuid:inspector_id>",
    roles=(SUPERVISOR,),
    body=contract.AmendInspectorBody(),
    answer=contract.Inspector,
    conditional=True,
    arabic="تعديل مفتش",
    examples="licensing.amend_inspector",
)
def amend_inspector(body: dict[str, Any], inspector_id: str) -> Response:
    """Amend an inspector

    Other governorates, or whether they work.
    """
    return _change("amend_inspector", {**body, "inspector_id": inspector_id})


@inspectors.operation(
    "POST",
    "/v1/inspectors/<uuid:inspector_id>/conflicts",
    roles=(INSPECTOR, SUPERVISOR),
    body=contract.DeclareConflictBody(),
    answer=contract.Inspector,
    conditional=True,
    arabic="إعلان تضارب مصالح",
    examples="licensing.declare_inspector_conflict",
)
def declare_inspector_conflict(body: dict[str, Any], inspector_id: str) -> Response:
    """Declare a conflict of interest

    By the inspector or a supervisor. What they had of that place waits for another inspector.
    """
    return _change("declare_inspector_conflict", {**body, "inspector_id": inspector_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_inspector", identity="inspector_id")
    )
