"""Applications for a nursery's first licence (نظام دور الحضانة 6/2024)."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import nurseries as licensing
from gateway import answers
from gateway.authentication.roles import AUDITOR, CITIZEN, CLERK, INSPECTOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
READERS = (CITIZEN, CLERK, INSPECTOR, SUPERVISOR, AUDITOR)

nursery_applications = Resource(
    "nursery-applications", __name__, description="Applications for a nursery's first licence."
)


@nursery_applications.operation(
    "POST",
    "/v1/nursery-applications",
    roles=(CITIZEN, CLERK),
    body=licensing.SubmitApplication(),
    answer=licensing.Application,
    status=201,
    arabic="تقديم طلب ترخيص حضانة",
    examples="licensing.submit_application",
)
def submit_application(body: dict[str, Any]) -> Response:
    """Apply for a nursery licence"""
    view = command(SERVICE, "submit_application", body)
    return answers.created(view, f"/v1/nursery-applications/{view['id']}")


@nursery_applications.operation(
    "GET",
    "/v1/nursery-applications",
    roles=READERS,
    query=query_of(licensing.FindApplications),
    answer=licensing.ApplicationPage,
    arabic="البحث عن طلبات",
    examples="licensing.find_applications",
)
def find_applications(query: dict[str, Any]) -> Response:
    """Find applications

    Staff find those of their governorates, citizens their own; newest first.
    """
    return answers.page(SERVICE, "find_applications", query)


@nursery_applications.operation(
    "GET",
    "/v1/nursery-applications/<uuid:application_id>",
    roles=READERS,
    answer=licensing.Application,
    arabic="قراءة طلب",
    examples="licensing.get_application",
)
def get_application(application_id: str) -> Response:
    """Read an application"""
    return answers.record(ask(SERVICE, "get_application", {"application_id": application_id}))


@nursery_applications.operation(
    "POST",
    "/v1/nursery-applications/<uuid:application_id>/check",
    roles=(INSPECTOR,),
    body=licensing.CheckApplicationBody(),
    answer=licensing.Application,
    conditional=True,
    arabic="تدوين نتيجة الكشف",
    examples="licensing.check_application",
)
def check_application(body: dict[str, Any], application_id: str) -> Response:
    """Record what an inspection found"""
    return _decide("check_application", {**body, "application_id": application_id})


@nursery_applications.operation(
    "POST",
    "/v1/nursery-applications/<uuid:application_id>/approval",
    roles=(SUPERVISOR,),
    answer=licensing.Application,
    conditional=True,
    arabic="الموافقة على طلب",
    examples="licensing.approve_application",
)
def approve_application(application_id: str) -> Response:
    """Approve an application

    A licence with number and expiry is issued with it.
    """
    return _decide("approve_application", {"application_id": application_id})


@nursery_applications.operation(
    "POST",
    "/v1/nursery-applications/<uuid:application_id>/rejection",
    roles=(SUPERVISOR,),
    body=licensing.RejectApplicationBody(),
    answer=licensing.Application,
    conditional=True,
    arabic="رفض طلب مع ذكر السبب",
    examples="licensing.reject_application",
)
def reject_application(body: dict[str, Any], application_id: str) -> Response:
    """Reject an application, with a reason"""
    return _decide("reject_application", {**body, "application_id": application_id})


def _decide(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_application", identity="application_id")
    )
