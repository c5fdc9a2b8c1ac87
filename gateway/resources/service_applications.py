"""Applications for any service: drafted, handed in, led through their steps, decided."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import applications as contract
from contracts.rpc.licensing import applications_shown as shown
from gateway import answers
from gateway.authentication.roles import (
    ADMINISTRATOR,
    AUDITOR,
    CITIZEN,
    CLERK,
    INSPECTOR,
    PARTNER,
    SUPERVISOR,
)
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.service_catalogue import SERVICE

STAFF = (CLERK, INSPECTOR, SUPERVISOR)
APPLICANTS = (CITIZEN, CLERK)
READERS = (CITIZEN, *STAFF, PARTNER, AUDITOR)
ONE = "/v1/applications/<uuid:application_id>"

service_applications = Resource(
    "service-applications",
    __name__,
    description="Applications for the ministry's e-services, from draft to decision and appeal.",
)


@service_applications.operation(
    "POST",
    "/v1/applications",
    roles=APPLICANTS,
    body=contract.DraftApplication(),
    answer=shown.Application,
    status=201,
    arabic="بدء طلب خدمة",
    examples="licensing.draft_application",
)
def draft_application(body: dict[str, Any]) -> Response:
    """Begin an application

    As a draft, under the version of the service that is in force today. Citizens for themselves or
    as somebody's delegate, clerks on behalf of who stands at their counter. About a licence, a
    delegate's authorisation must be `ready` by now, and the licence the applicant's.
    """
    view = command(SERVICE, "draft_application", body)
    return answers.created(view, f"/v1/applications/{view['id']}")


@service_applications.operation(
    "GET",
    "/v1/applications",
    roles=READERS,
    query=query_of(contract.FindApplications),
    answer=shown.ApplicationPage,
    arabic="البحث عن طلبات",
    examples="licensing.find_applications",
)
def find_applications(query: dict[str, Any]) -> Response:
    """Find applications

    Staff find those of their governorates, citizens their own, other bodies those on which they are
    asked; newest first.
    """
    return answers.page(SERVICE, "find_applications", query)


@service_applications.operation(
    "GET",
    ONE,
    roles=(*READERS, ADMINISTRATOR),
    answer=shown.Application,
    arabic="قراءة طلب",
    examples="licensing.get_application",
)
def get_application(application_id: str) -> Response:
    """Read an application, with its timeline"""
    return answers.record(ask(SERVICE, "get_application", {"application_id": application_id}))


@service_applications.operation(
    "GET",
    f"{ONE}/handling",
    roles=(*STAFF, ADMINISTRATOR, AUDITOR),
    answer=shown.Handling,
    arabic="سير معالجة طلب",
    examples="licensing.get_application_handling",
)
def get_application_handling(application_id: str) -> Response:
    """Read how an application is handled

    Who has which step at hand, who found what, and all comments: for staff, and for who answers
    appeals.
    """
    asked = {"application_id": application_id}
    return answers.facts(ask(SERVICE, "get_application_handling", asked))


@service_applications.operation(
    "POST",
    f"{ONE}/content",
    roles=APPLICANTS,
    body=contract.FillApplicationBody(),
    answer=shown.Application,
    conditional=True,
    arabic="تعبئة طلب",
    examples="licensing.fill_application",
)
def fill_application(body: dict[str, Any], application_id: str) -> Response:
    """Fill in a draft, or complete what came back"""
    return change_application("fill_application", {**body, "application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/submission",
    roles=APPLICANTS,
    answer=shown.Application,
    conditional=True,
    arabic="تقديم طلب",
    examples="licensing.submit_application",
)
def submit_application(application_id: str) -> Response:
    """Hand it in

    Everything that the form and the list of documents ask must be there; from then on the time
    runs. A clerk hands in what a citizen drafted who stands at the counter, with the papers that
    the citizen named in it.
    """
    return change_application("submit_application", {"application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/resubmission",
    roles=APPLICANTS,
    answer=shown.Application,
    conditional=True,
    arabic="إعادة تقديم طلب بعد استكماله",
    examples="licensing.resubmit_application",
)
def resubmit_application(application_id: str) -> Response:
    """Hand it in again

    After it came back to be completed: the time goes on where it stood.
    """
    return change_application("resubmit_application", {"application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/withdrawal",
    roles=APPLICANTS,
    answer=shown.Application,
    conditional=True,
    arabic="سحب طلب",
    examples="licensing.withdraw_application",
)
def withdraw_application(application_id: str) -> Response:
    """Withdraw it"""
    return change_application("withdraw_application", {"application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/comments",
    roles=(CITIZEN, *STAFF),
    body=contract.CommentBody(),
    answer=shown.Application,
    conditional=True,
    arabic="التعليق على طلب",
    examples="licensing.comment_on_application",
)
def comment_on_application(body: dict[str, Any], application_id: str) -> Response:
    """Comment"""
    return change_application("comment_on_application", {**body, "application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/approval",
    roles=(SUPERVISOR,),
    answer=shown.Application,
    conditional=True,
    arabic="الموافقة على طلب",
    examples="licensing.approve_application",
)
def approve_application(application_id: str) -> Response:
    """Approve it

    What it asks for is issued with it.
    """
    return change_application("approve_application", {"application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/rejection",
    roles=(SUPERVISOR,),
    body=contract.RejectApplicationBody(),
    answer=shown.Application,
    conditional=True,
    arabic="رفض طلب مع ذكر السبب",
    examples="licensing.reject_application",
)
def reject_application(body: dict[str, Any], application_id: str) -> Response:
    """Reject it, with a reason"""
    return change_application("reject_application", {**body, "application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/appeal",
    roles=APPLICANTS,
    body=contract.AppealBody(),
    answer=shown.Application,
    conditional=True,
    arabic="الاعتراض على رفض",
    examples="licensing.appeal_decision",
)
def appeal_decision(body: dict[str, Any], application_id: str) -> Response:
    """Contest a rejection"""
    return change_application("appeal_decision", {**body, "application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/appeal/answer",
    roles=(ADMINISTRATOR, SUPERVISOR),
    body=contract.AnswerAppealBody(),
    answer=shown.Application,
    conditional=True,
    arabic="البت في اعتراض",
    examples="licensing.answer_appeal",
)
def answer_appeal(body: dict[str, Any], application_id: str) -> Response:
    """Answer an appeal

    By somebody who had no part in the decision. Where the applicant was right, what they asked for
    is issued with the answer.
    """
    return change_application("answer_appeal", {**body, "application_id": application_id})


def change_application(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_application", identity="application_id")
    )
