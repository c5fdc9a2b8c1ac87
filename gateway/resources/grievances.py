"""Grievances: a family objects to a decision, and another person answers in time."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry.programmes import grievances as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, CITIZEN
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.applications import CASE_STAFF
from gateway.resources.persons import READERS, SERVICE, WRITERS

grievances = Resource("grievances", __name__, description="Objections of families to decisions.")


@grievances.operation(
    "POST",
    "/v1/grievances",
    roles=(*WRITERS, CITIZEN),
    body=contract.FileGrievance(),
    answer=contract.Grievance,
    status=201,
    arabic="تقديم اعتراض",
    examples="registry.file_grievance",
)
def file_grievance(body: dict[str, Any]) -> Response:
    """File a grievance

    Against what was decided last, or the step of the course that is named, by the family or for it
    at a counter. The answer says until which working day it will be answered.
    """
    view = command(SERVICE, "file_grievance", body)
    return answers.created(view, f"/v1/grievances/{view['id']}")


@grievances.operation(
    "GET",
    "/v1/grievances",
    roles=(*READERS, CITIZEN, ADMINISTRATOR),
    query=query_of(contract.FindGrievances),
    answer=contract.GrievancePage,
    arabic="البحث عن اعتراضات",
    examples="registry.find_grievances",
)
def find_grievances(query: dict[str, Any]) -> Response:
    """Find grievances

    By household, enrolment, status, and whether the answer is overdue. Citizens find those of their
    own household, whether they name it or not; administrators find those that are overdue.
    """
    return answers.page(SERVICE, "find_grievances", query)


@grievances.operation(
    "GET",
    "/v1/grievances/<uuid:grievance_id>",
    roles=(*READERS, CITIZEN, ADMINISTRATOR),
    answer=contract.Grievance,
    arabic="قراءة اعتراض",
    examples="registry.get_grievance",
)
def get_grievance(grievance_id: str) -> Response:
    """Read a grievance

    Every reading is written to the audit log.
    """
    return answers.record(ask(SERVICE, "get_grievance", {"grievance_id": grievance_id}))


@grievances.operation(
    "POST",
    "/v1/grievances/<uuid:grievance_id>/take",
    roles=(*CASE_STAFF, ADMINISTRATOR),
    answer=contract.Grievance,
    conditional=True,
    arabic="تولي النظر في اعتراض",
    examples="registry.take_grievance",
)
def take_grievance(grievance_id: str) -> Response:
    """Take a grievance on

    Not by who decided or prepared the decision; once overdue, by a supervisor or an administrator.
    """
    return _change("take_grievance", grievance_id, {})


@grievances.operation(
    "POST",
    "/v1/grievances/<uuid:grievance_id>/answer",
    roles=(*CASE_STAFF, ADMINISTRATOR),
    body=contract.AnswerGrievanceBody(),
    answer=contract.Grievance,
    conditional=True,
    arabic="الرد على اعتراض",
    examples="registry.answer_grievance",
)
def answer_grievance(body: dict[str, Any], grievance_id: str) -> Response:
    """Answer a grievance

    When the family was right, what stands of the contested step is undone in the same moment, and
    nothing that others decided since. `remedy` and `what_follows` say what was done.
    """
    return _change("answer_grievance", grievance_id, body)


@grievances.operation(
    "POST",
    "/v1/grievances/<uuid:grievance_id>/withdraw",
    roles=(*WRITERS, CITIZEN),
    answer=contract.Grievance,
    conditional=True,
    arabic="سحب اعتراض",
    examples="registry.withdraw_grievance",
)
def withdraw_grievance(grievance_id: str) -> Response:
    """Withdraw a grievance"""
    return _change("withdraw_grievance", grievance_id, {})


def _change(method: str, grievance_id: str, body: dict[str, Any]) -> Response:
    request = {**body, "grievance_id": grievance_id}
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_grievance", identity="grievance_id")
    )
