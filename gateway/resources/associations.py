"""Societies (الجمعيات) and unions (الاتحادات): found each under its own address, one record."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc import fields
from contracts.rpc.base import Request
from contracts.rpc.licensing import associations as contract
from gateway import answers
from gateway.authentication.roles import (
    ADMINISTRATOR,
    AUDITOR,
    CITIZEN,
    CLERK,
    INSPECTOR,
    SUPERVISOR,
)
from gateway.calls import ask, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
READERS = (CITIZEN, CLERK, INSPECTOR, SUPERVISOR, AUDITOR, ADMINISTRATOR)


class ComparedVersions(Request):
    """Which two versions are compared."""

    earlier = fields.Whole(data_key="from", required=True, least=1, most=1000, from_text=True)
    later = fields.Whole(data_key="to", required=True, least=1, most=1000, from_text=True)


associations = Resource("associations", __name__, description="Societies and unions.")


@associations.operation(
    "POST",
    "/v1/associations",
    roles=(ADMINISTRATOR,),
    body=contract.RecordAssociation(),
    answer=contract.Association,
    status=201,
    arabic="إدخال جمعية أو اتحاد من السجل السابق",
    examples="licensing.record_association",
)
def record_association(body: dict[str, Any]) -> Response:
    """Bring in a society or a union that was registered before

    New ones are registered by the decision on their application.
    """
    view = command(SERVICE, "record_association", body)
    plural = "societies" if body["kind"] == "society" else "unions"
    return answers.created(view, f"/v1/{plural}/{view['id']}")


@associations.operation(
    "GET",
    "/v1/association-codes",
    roles=READERS,
    answer=contract.AssociationCodes,
    arabic="قوائم الجمعيات المعمول بها",
    examples="licensing.get_association_codes",
)
def get_association_codes() -> Response:
    """Read the lists in force

    Ministries, the classes of annual reports, and grounds for dissolution.
    """
    return answers.facts(ask(SERVICE, "get_association_codes", {}))


@associations.operation(
    "GET",
    "/v1/societies",
    roles=READERS,
    query=query_of(contract.FindAssociations, but=("kind",)),
    answer=contract.AssociationPage,
    arabic="البحث عن جمعيات",
    examples="licensing.find_associations",
)
def find_societies(query: dict[str, Any]) -> Response:
    """Find societies

    Staff find those of their governorates, representatives their own; newest first.
    """
    return answers.page(SERVICE, "find_associations", query, kind="society")


@associations.operation(
    "GET",
    "/v1/unions",
    roles=READERS,
    query=query_of(contract.FindAssociations, but=("kind", "variant")),
    answer=contract.AssociationPage,
    arabic="البحث عن اتحادات",
    examples="licensing.find_associations",
)
def find_unions(query: dict[str, Any]) -> Response:
    """Find unions

    Staff find those of their governorates, officers their own; newest first.
    """
    return answers.page(SERVICE, "find_associations", query, kind="union")


@associations.operation(
    "GET",
    "/v1/societies/<uuid:association_id>",
    roles=READERS,
    answer=contract.Association,
    arabic="قراءة جمعية",
    examples="licensing.get_association",
)
def get_society(association_id: str) -> Response:
    """Read a society

    Who acts for its union reads it without founders and representatives.
    """
    return _record(association_id)


@associations.operation(
    "GET",
    "/v1/unions/<uuid:association_id>",
    roles=READERS,
    answer=contract.Association,
    arabic="قراءة اتحاد",
    examples="licensing.get_association",
)
def get_union(association_id: str) -> Response:
    """Read a union"""
    return _record(association_id)


@associations.operation(
    "GET",
    "/v1/societies/<uuid:association_id>/standing",
    roles=READERS,
    query=contract.StandingFilters(),
    answer=contract.AssociationStanding,
    arabic="انتظام أوضاع جمعية",
    examples="licensing.get_association_standing",
)
def get_society_standing(query: dict[str, Any], association_id: str) -> Response:
    """Read how a society stands

    Criterion by criterion, by itself or as a member of a union, today or on an earlier day.
    """
    return _facts("get_association_standing", {**query, "association_id": association_id})


@associations.operation(
    "GET",
    "/v1/unions/<uuid:association_id>/standing",
    roles=READERS,
    query=contract.DayOfStanding(),
    answer=contract.AssociationStanding,
    arabic="انتظام أوضاع اتحاد",
    examples="licensing.get_association_standing",
)
def get_union_standing(query: dict[str, Any], association_id: str) -> Response:
    """Read how a union stands"""
    return _facts("get_association_standing", {**query, "association_id": association_id})


@associations.operation(
    "GET",
    "/v1/societies/<uuid:association_id>/bylaws",
    roles=READERS,
    query=contract.WhichBylaws(),
    answer=contract.Bylaws,
    arabic="قراءة نسخة من النظام الأساسي لجمعية",
    examples="licensing.get_bylaws",
)
def get_society_bylaws(query: dict[str, Any], association_id: str) -> Response:
    """Read a version of a society's bylaws"""
    return _facts("get_bylaws", {**query, "association_id": association_id})


@associations.operation(
    "GET",
    "/v1/unions/<uuid:association_id>/bylaws",
    roles=READERS,
    query=contract.WhichBylaws(),
    answer=contract.Bylaws,
    arabic="قراءة نسخة من النظام الأساسي لاتحاد",
    examples="licensing.get_bylaws",
)
def get_union_bylaws(query: dict[str, Any], association_id: str) -> Response:
    """Read a version of a union's bylaws"""
    return _facts("get_bylaws", {**query, "association_id": association_id})


@associations.operation(
    "GET",
    "/v1/societies/<uuid:association_id>/bylaws/comparison",
    roles=READERS,
    query=ComparedVersions(),
    answer=contract.BylawsComparison,
    arabic="مقارنة نسختين من النظام الأساسي لجمعية",
    examples="licensing.compare_bylaws",
)
def compare_society_bylaws(query: dict[str, Any], association_id: str) -> Response:
    """Compare two versions of a society's bylaws

    Article by article, word by word, in reading order: a page sets it from right to left.
    """
    return _compared(query, association_id)


@associations.operation(
    "GET",
    "/v1/unions/<uuid:association_id>/bylaws/comparison",
    roles=READERS,
    query=ComparedVersions(),
    answer=contract.BylawsComparison,
    arabic="مقارنة نسختين من النظام الأساسي لاتحاد",
    examples="licensing.compare_bylaws",
)
def compare_union_bylaws(query: dict[str, Any], association_id: str) -> Response:
    """Compare two versions of a union's bylaws

    Article by article, word by word, in reading order: a page sets it from right to left.
    """
    return _compared(query, association_id)


def _record(association_id: str) -> Response:
    return answers.record(ask(SERVICE, "get_association", {"association_id": association_id}))


def _compared(query: dict[str, Any], association_id: str) -> Response:
    asked = {"earlier": query["from"], "later": query["to"], "association_id": association_id}
    return _facts("compare_bylaws", asked)


def _facts(method: str, request: dict[str, Any]) -> Response:
    return answers.facts(ask(SERVICE, method, request))
