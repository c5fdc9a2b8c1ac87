"""Enrolments in programmes: read, explained, reviewed, suspended, ended."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry.programmes import enrolments as contract
from contracts.rpc.registry.programmes.enrolment import Enrolment, EnrolmentPage, Explanation
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, CITIZEN, SUPERVISOR
from gateway.calls import ask
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.applications import CASE_STAFF, change_enrolment
from gateway.resources.persons import READERS, SERVICE

enrolments = Resource("enrolments", __name__, description="Who is enrolled in which programme.")


@enrolments.operation(
    "GET",
    "/v1/enrolments",
    roles=(*READERS, CITIZEN),
    query=query_of(contract.FindEnrolments),
    answer=EnrolmentPage,
    arabic="البحث عن انتسابات",
    examples="registry.find_enrolments",
)
def find_enrolments(query: dict[str, Any]) -> Response:
    """Find enrolments

    By programme, household, person, status and place. Citizens find those of their own household,
    whether they name it or not.
    """
    return answers.page(SERVICE, "find_enrolments", query)


@enrolments.operation(
    "GET",
    "/v1/enrolments/<uuid:enrolment_id>",
    roles=(*READERS, CITIZEN, ADMINISTRATOR),
    answer=Enrolment,
    arabic="قراءة انتساب",
    examples="registry.get_enrolment",
)
def get_enrolment(enrolment_id: str) -> Response:
    """Read an enrolment

    From the application to its end. Every reading is written to the audit log.
    Administrators read one while a grievance about it is overdue, or a review is owed after one.
    """
    return answers.record(ask(SERVICE, "get_enrolment", {"enrolment_id": enrolment_id}))


@enrolments.operation(
    "GET",
    "/v1/enrolments/<uuid:enrolment_id>/explanation",
    roles=(*READERS, CITIZEN, ADMINISTRATOR),
    answer=Explanation,
    arabic="شرح القرار",
    examples="registry.explain_enrolment",
)
def explain_enrolment(enrolment_id: str) -> Response:
    """Explain a decision

    In Arabic and English, for the family: what was decided, why, and what they can do. `former`
    has the decisions before that, each with the amount and by the rules of its own day.
    """
    return answers.record(ask(SERVICE, "explain_enrolment", {"enrolment_id": enrolment_id}))


@enrolments.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/reassess",
    roles=(SUPERVISOR, ADMINISTRATOR),
    answer=Enrolment,
    conditional=True,
    arabic="مراجعة الاستحقاق",
    examples="registry.reassess_enrolment",
)
def reassess_enrolment(enrolment_id: str) -> Response:
    """Review an enrolment

    The programme's rules are applied anew: the benefit goes on, changes, or ends. Without rules it
    goes on with the amount of the terms. That is a decision of its own: the family can object to
    it. Who stated the facts it rests on is refused. A review that is owed after a grievance is also
    an administrator's.
    """
    return change_enrolment("reassess_enrolment", enrolment_id, {})


@enrolments.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/suspend",
    roles=CASE_STAFF,
    body=contract.SuspendBody(),
    answer=Enrolment,
    conditional=True,
    arabic="إيقاف مؤقت",
    examples="registry.suspend_enrolment",
)
def suspend_enrolment(body: dict[str, Any], enrolment_id: str) -> Response:
    """Suspend a benefit

    For a reason of the list, as long as it allows. What follows when nobody acts is answered.
    """
    return change_enrolment("suspend_enrolment", enrolment_id, body)


@enrolments.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/resume",
    roles=(SUPERVISOR,),
    body=contract.ResumeBody(),
    answer=Enrolment,
    conditional=True,
    arabic="استئناف",
    examples="registry.resume_enrolment",
)
def resume_enrolment(body: dict[str, Any], enrolment_id: str) -> Response:
    """Resume a suspended benefit"""
    return change_enrolment("resume_enrolment", enrolment_id, body)


@enrolments.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/end",
    roles=(SUPERVISOR,),
    body=contract.EndBody(),
    answer=Enrolment,
    conditional=True,
    arabic="خروج أو تخرج",
    examples="registry.end_enrolment",
)
def end_enrolment(body: dict[str, Any], enrolment_id: str) -> Response:
    """Exit or graduate

    For a reason of the list. The place, where there is one, goes to who is next in line.
    """
    return change_enrolment("end_enrolment", enrolment_id, body)
