"""Researchers: who visits households."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry.surveys import researchers as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CASEWORKER, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "registry"
READERS = (CASEWORKER, SUPERVISOR, AUDITOR)

researchers = Resource(
    "researchers",
    __name__,
    description="Who visits households: where they work, what they were trained in.",
)


@researchers.operation(
    "POST",
    "/v1/researchers",
    roles=(SUPERVISOR,),
    body=contract.EnlistResearcher(),
    answer=contract.Researcher,
    status=201,
    arabic="إضافة باحث ميداني",
    examples="registry.enlist_researcher",
)
def enlist_researcher(body: dict[str, Any]) -> Response:
    """Put somebody on the list of researchers"""
    view = command(SERVICE, "enlist_researcher", body)
    return answers.created(view, f"/v1/researchers/{view['id']}")


@researchers.operation(
    "GET",
    "/v1/researchers",
    roles=READERS,
    query=query_of(contract.FindResearchers),
    answer=contract.ResearcherPage,
    arabic="قائمة الباحثين",
    examples="registry.find_researchers",
)
def find_researchers(query: dict[str, Any]) -> Response:
    """List researchers

    A researcher finds themselves.
    """
    return answers.page(SERVICE, "find_researchers", query)


@researchers.operation(
    "GET",
    "/v1/researchers/<uuid:researcher_id>",
    roles=READERS,
    answer=contract.Researcher,
    arabic="قراءة بيانات باحث",
    examples="registry.get_researcher",
)
def get_researcher(researcher_id: str) -> Response:
    """Read a researcher"""
    return answers.record(ask(SERVICE, "get_researcher", {"researcher_id": researcher_id}))


@researchers.operation(
    "PATCH",
    "/v1/researchers/<uuid:researcher_id>",
    roles=(SUPERVISOR,),
    body=contract.AmendResearcherBody(),
    answer=contract.Researcher,
    conditional=True,
    arabic="تعديل مناطق باحث",
    examples="registry.amend_researcher",
)
def amend_researcher(body: dict[str, Any], researcher_id: str) -> Response:
    """Give a researcher other areas, or let them stop or begin again"""
    return _change("amend_researcher", {**body, "researcher_id": researcher_id})


@researchers.operation(
    "POST",
    "/v1/researchers/<uuid:researcher_id>/trainings",
    roles=(SUPERVISOR,),
    body=contract.TrainResearcherBody(),
    answer=contract.Researcher,
    conditional=True,
    arabic="تسجيل تدريب",
    examples="registry.train_researcher",
)
def train_researcher(body: dict[str, Any], researcher_id: str) -> Response:
    """Record a training that was passed

    Only who has a valid training is given visits.
    """
    return _change("train_researcher", {**body, "researcher_id": researcher_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_researcher", identity="researcher_id")
    )
