"""Families that ministry and court have approved to care for children."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc import alternative_care
from gateway import answers
from gateway.authentication.roles import AUDITOR, CASEWORKER, SUPERVISOR
from gateway.calls import ask, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "alternative_care"
CARE = (CASEWORKER, SUPERVISOR)

carer_families = Resource(
    "carer-families", __name__, description="Families approved to care for children."
)


@carer_families.operation(
    "POST",
    "/v1/carer-families",
    roles=CARE,
    body=alternative_care.RegisterFamily(),
    answer=alternative_care.Family,
    status=201,
    arabic="تسجيل أسرة راعية معتمدة",
    examples="alternative_care.register_family",
)
def register_family(body: dict[str, Any]) -> Response:
    """Register an approved carer family"""
    view = command(SERVICE, "register_family", body)
    return answers.created(view, f"/v1/carer-families/{view['id']}")


@carer_families.operation(
    "GET",
    "/v1/carer-families",
    roles=(*CARE, AUDITOR),
    query=query_of(alternative_care.FindFamilies),
    answer=alternative_care.FamilyPage,
    arabic="البحث عن أسر راعية",
    examples="alternative_care.find_families",
)
def find_families(query: dict[str, Any]) -> Response:
    """Find carer families

    By governorate, or with a free place; newest first.
    """
    return answers.page(SERVICE, "find_families", query)


@carer_families.operation(
    "GET",
    "/v1/carer-families/<uuid:family_id>",
    roles=(*CARE, AUDITOR),
    answer=alternative_care.Family,
    arabic="قراءة سجل أسرة راعية",
    examples="alternative_care.get_family",
)
def get_family(family_id: str) -> Response:
    """Read a carer family"""
    return answers.record(ask(SERVICE, "get_family", {"family_id": family_id}))
