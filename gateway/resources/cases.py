"""Children in need of care: their cases, and the families they are placed with."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc import alternative_care
from gateway import answers
from gateway.authentication.roles import AUDITOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.carer_families import CARE, SERVICE

cases = Resource("cases", __name__, description="Children in need of care; protected records.")


@cases.operation(
    "POST",
    "/v1/cases",
    roles=CARE,
    body=alternative_care.OpenCase(),
    answer=alternative_care.Case,
    status=201,
    arabic="فتح حالة طفل",
    examples="alternative_care.open_case",
)
def open_case(body: dict[str, Any]) -> Response:
    """Open a child's case"""
    view = command(SERVICE, "open_case", body)
    return answers.created(view, f"/v1/cases/{view['id']}")


@cases.operation(
    "GET",
    "/v1/cases",
    roles=(*CARE, AUDITOR),
    query=query_of(alternative_care.FindCases),
    answer=alternative_care.CasePage,
    arabic="البحث عن حالات",
    examples="alternative_care.find_cases",
)
def find_cases(query: dict[str, Any]) -> Response:
    """Find cases

    No list names a child; newest first.
    """
    return answers.page(SERVICE, "find_cases", query)


@cases.operation(
    "GET",
    "/v1/cases/<uuid:case_id>",
    roles=(*CARE, AUDITOR),
    answer=alternative_care.Case,
    arabic="قراءة حالة",
    examples="alternative_care.get_case",
)
def get_case(case_id: str) -> Response:
    """Read a case

    Its caseworker and supervisors of its governorate see all of it, auditors that it exists.
    Every reading is written to the audit log.
    """
    return answers.record(ask(SERVICE, "get_case", {"case_id": case_id}))


@cases.operation(
    "POST",
    "/v1/cases/<uuid:case_id>/placements",
    roles=CARE,
    body=alternative_care.PlaceChildBody(),
    answer=alternative_care.Case,
    conditional=True,
    arabic="إلحاق الطفل بأسرة راعية",
    examples="alternative_care.place_child",
)
def place_child(body: dict[str, Any], case_id: str) -> Response:
    """Place the child with a family

    Never above the family's capacity: 409 when it has no free place. Answers with the case.
    """
    return _change("place_child", {**body, "case_id": case_id})


@cases.operation(
    "POST",
    "/v1/cases/<uuid:case_id>/placements/<uuid:placement_id>/end",
    roles=CARE,
    body=alternative_care.EndPlacementBody(),
    answer=alternative_care.Case,
    conditional=True,
    arabic="إنهاء الإلحاق",
    examples="alternative_care.end_placement",
)
def end_placement(body: dict[str, Any], case_id: str, placement_id: str) -> Response:
    """End a placement

    The family's place is free again. Answers with the case.
    """
    return _change("end_placement", {**body, "case_id": case_id, "placement_id": placement_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(change(SERVICE, method, request, seen_by="get_case", identity="case_id"))
