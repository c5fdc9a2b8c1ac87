"""Emergencies: declared for places and groups, topped up in bulk, undone cleanly."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import emergencies as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, AUDITOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import SERVICE

DECIDERS = (SUPERVISOR, ADMINISTRATOR)
READERS = (*DECIDERS, AUDITOR)

emergencies = Resource("emergencies", __name__, description="Shocks and their top-ups.")


@emergencies.operation(
    "POST",
    "/v1/emergencies",
    roles=DECIDERS,
    body=contract.DeclareEmergency(),
    answer=contract.Emergency,
    status=201,
    arabic="إعلان حالة طارئة",
    examples="registry.declare_emergency",
)
def declare_emergency(body: dict[str, Any]) -> Response:
    """Declare an emergency

    For places, and for a group of those who live there. The target list is ready in seconds.
    """
    view = command(SERVICE, "declare_emergency", body)
    return answers.created(view, f"/v1/emergencies/{view['id']}")


@emergencies.operation(
    "GET",
    "/v1/emergencies",
    roles=READERS,
    query=query_of(contract.FindEmergencies),
    answer=contract.EmergencyPage,
    arabic="البحث عن الحالات الطارئة",
    examples="registry.find_emergencies",
)
def find_emergencies(query: dict[str, Any]) -> Response:
    """Find emergencies

    In a status, of a governorate; newest first.
    """
    return answers.page(SERVICE, "find_emergencies", query)


@emergencies.operation(
    "GET",
    "/v1/emergencies/<uuid:emergency_id>",
    roles=READERS,
    answer=contract.Emergency,
    arabic="قراءة حالة طارئة",
    examples="registry.get_emergency",
)
def get_emergency(emergency_id: str) -> Response:
    """Read an emergency

    Whom it concerns in numbers, and how far its top-ups are.
    """
    return answers.record(ask(SERVICE, "get_emergency", {"emergency_id": emergency_id}))


@emergencies.operation(
    "GET",
    "/v1/emergencies/<uuid:emergency_id>/targets",
    roles=READERS,
    query=query_of(contract.ListEmergencyTargetsFilters),
    answer=contract.EmergencyTargetPage,
    arabic="قائمة الأسر المستهدفة",
    examples="registry.list_emergency_targets",
)
def list_emergency_targets(query: dict[str, Any], emergency_id: str) -> Response:
    """Read the target list

    Page by page; households under protection are shown to few.
    """
    return answers.page(SERVICE, "list_emergency_targets", query, emergency_id=emergency_id)


@emergencies.operation(
    "POST",
    "/v1/emergencies/<uuid:emergency_id>/approve",
    roles=DECIDERS,
    answer=contract.Emergency,
    conditional=True,
    arabic="اعتماد حالة طارئة",
    examples="registry.approve_emergency",
)
def approve_emergency(emergency_id: str) -> Response:
    """Approve an emergency

    By another person than who declared it, and not after `approvable_until`: then it is cancelled
    and declared anew. Every household on the target list is topped up once.
    """
    return _change("approve_emergency", {"emergency_id": emergency_id})


@emergencies.operation(
    "POST",
    "/v1/emergencies/<uuid:emergency_id>/pay-again",
    roles=(ADMINISTRATOR,),
    answer=contract.Emergency,
    conditional=True,
    arabic="إعداد كشف آخر للحالة الطارئة",
    examples="registry.pay_emergency_again",
)
def pay_emergency_again(emergency_id: str) -> Response:
    """Have a further payment list prepared

    For money that came back, and for households that were held back at first and can be paid now.
    Another administrator approves it like any payment list.
    """
    return _change("pay_emergency_again", {"emergency_id": emergency_id})


@emergencies.operation(
    "POST",
    "/v1/emergencies/<uuid:emergency_id>/cancel",
    roles=DECIDERS,
    body=contract.CancelEmergencyBody(),
    answer=contract.Emergency,
    conditional=True,
    arabic="إلغاء حالة طارئة",
    examples="registry.cancel_emergency",
)
def cancel_emergency(body: dict[str, Any], emergency_id: str) -> Response:
    """Cancel an emergency

    What is not paid yet is withdrawn; what is paid is set off against later payments, by the
    rules of the day.
    """
    return _change("cancel_emergency", {**body, "emergency_id": emergency_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_emergency", identity="emergency_id")
    )
