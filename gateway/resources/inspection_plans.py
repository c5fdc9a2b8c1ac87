"""Plans of inspections by risk and area."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.inspections import plans as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
READERS = (SUPERVISOR, AUDITOR)

inspection_plans = Resource(
    "inspection-plans", __name__, description="Plans of inspections by risk and area."
)


@inspection_plans.operation(
    "POST",
    "/v1/inspection-plans",
    roles=(SUPERVISOR,),
    body=contract.PreviewInspectionPlan(),
    answer=contract.InspectionPlan,
    status=201,
    arabic="اقتراح خطة كشوف",
    examples="licensing.preview_inspection_plan",
)
def preview_inspection_plan(body: dict[str, Any]) -> Response:
    """Propose inspections

    The riskiest places first, spread over districts and inspectors, and a share by chance, drawn by
    a recorded seed. Every point is explained; nothing is planned before the approval.
    """
    view = command(SERVICE, "preview_inspection_plan", body)
    return answers.created(view, f"/v1/inspection-plans/{view['id']}")


@inspection_plans.operation(
    "GET",
    "/v1/inspection-plans",
    roles=READERS,
    query=query_of(contract.FindInspectionPlans),
    answer=contract.InspectionPlanPage,
    arabic="قائمة خطط الكشوف",
    examples="licensing.find_inspection_plans",
)
def find_inspection_plans(query: dict[str, Any]) -> Response:
    """List plans"""
    return answers.page(SERVICE, "find_inspection_plans", query)


@inspection_plans.operation(
    "GET",
    "/v1/inspection-plans/<uuid:plan_id>",
    roles=READERS,
    answer=contract.InspectionPlan,
    arabic="قراءة خطة كشوف",
    examples="licensing.get_inspection_plan",
)
def get_inspection_plan(plan_id: str) -> Response:
    """Read a plan"""
    return answers.record(ask(SERVICE, "get_inspection_plan", {"plan_id": plan_id}))


@inspection_plans.operation(
    "POST",
    "/v1/inspection-plans/<uuid:plan_id>/approval",
    roles=(SUPERVISOR,),
    answer=contract.InspectionPlan,
    conditional=True,
    arabic="اعتماد خطة كشوف",
    examples="licensing.approve_inspection_plan",
)
def approve_inspection_plan(plan_id: str) -> Response:
    """Approve a plan

    Its inspections are planned and given to their inspectors.
    """
    return _change("approve_inspection_plan", {"plan_id": plan_id})


@inspection_plans.operation(
    "POST",
    "/v1/inspection-plans/<uuid:plan_id>/withdrawal",
    roles=(SUPERVISOR,),
    answer=contract.InspectionPlan,
    conditional=True,
    arabic="سحب خطة كشوف",
    examples="licensing.withdraw_inspection_plan",
)
def withdraw_inspection_plan(plan_id: str) -> Response:
    """Withdraw a plan"""
    return _change("withdraw_inspection_plan", {"plan_id": plan_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_inspection_plan", identity="plan_id")
    )
