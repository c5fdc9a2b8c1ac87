"""Programmes under the four pillars, and their places."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry.programmes import programmes as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, AUDITOR, CITIZEN, OPERATOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import SERVICE, WRITERS

EVERYBODY = (*WRITERS, ADMINISTRATOR, AUDITOR, CITIZEN, OPERATOR)
GOVERNORS = (ADMINISTRATOR, SUPERVISOR)

programmes = Resource(
    "programmes", __name__, description="What the ministry gives, to whom, from when to when."
)


@programmes.operation(
    "POST",
    "/v1/programmes",
    roles=GOVERNORS,
    body=contract.MakeProgramme(),
    answer=contract.Programme,
    status=201,
    arabic="إنشاء برنامج",
    examples="registry.make_programme",
)
def make_programme(body: dict[str, Any]) -> Response:
    """Make a programme

    Administrators make any; supervisors those of their own governorates. It opens and closes by
    its dates.
    """
    view = command(SERVICE, "make_programme", body)
    return answers.created(view, f"/v1/programmes/{view['id']}")


@programmes.operation(
    "GET",
    "/v1/programmes",
    roles=EVERYBODY,
    query=query_of(contract.FindProgrammes),
    answer=contract.ProgrammePage,
    arabic="البحث عن برامج",
    examples="registry.find_programmes",
)
def find_programmes(query: dict[str, Any]) -> Response:
    """Find programmes

    By pillar, kind, governorate, and whether they take applications; newest first.
    """
    return answers.page(SERVICE, "find_programmes", query)


@programmes.operation(
    "GET",
    "/v1/programmes/lists",
    roles=EVERYBODY,
    answer=contract.ProgrammeLists,
    arabic="قوائم الأسباب والجهات",
    examples="registry.get_programme_lists",
)
def get_programme_lists() -> Response:
    """Read the lists in force

    Bodies for cross-checks and reasons by their codes, also those of emergencies, in Arabic and
    English, with the deadlines of grievances.
    """
    return answers.facts(ask(SERVICE, "get_programme_lists", {}))


@programmes.operation(
    "GET",
    "/v1/programmes/<uuid:programme_id>",
    roles=EVERYBODY,
    answer=contract.Programme,
    arabic="قراءة برنامج",
    examples="registry.get_programme",
)
def get_programme(programme_id: str) -> Response:
    """Read a programme"""
    return answers.record(ask(SERVICE, "get_programme", {"programme_id": programme_id}))


@programmes.operation(
    "PATCH",
    "/v1/programmes/<uuid:programme_id>",
    roles=GOVERNORS,
    body=contract.ChangeProgrammeBody(),
    answer=contract.Programme,
    conditional=True,
    arabic="تعديل برنامج",
    examples="registry.change_programme",
)
def change_programme(body: dict[str, Any], programme_id: str) -> Response:
    """Change a programme

    A quota never falls below the places that are taken; who waits gets the places that it adds.
    """
    request = {**body, "programme_id": programme_id}
    return answers.changed(
        change(
            SERVICE, "change_programme", request, seen_by="get_programme", identity="programme_id"
        )
    )


@programmes.operation(
    "GET",
    "/v1/programmes/<uuid:programme_id>/places",
    roles=EVERYBODY,
    answer=contract.Places,
    arabic="مقاعد البرنامج",
    examples="registry.get_programme_places",
)
def get_programme_places(programme_id: str) -> Response:
    """Read whether there is room, how many places are taken, and how many people wait

    Without the numbers for auditors and for staff of all the programme's governorates, whom they
    would tell how many are protected; without an `ETag` for everybody, as a version would count
    the places that were given. 404 for a programme whose places are not counted.
    """
    return answers.facts(ask(SERVICE, "get_programme_places", {"programme_id": programme_id}))
