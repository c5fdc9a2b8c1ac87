"""Applications for any service: drafted, handed in, led through their steps, decided."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import applications as contract
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
STEP = f"{ONE}/steps/<step:step>"

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
    answer=contract.Application,
    status=201,
    arabic="بدء طلب خدمة",
    examples="licensing.draft_application",
)
def draft_application(body: dict[str, Any]) -> Response:
    """Begin an application

    As a draft, under the version of the service that is in force today. Citizens for themselves or
    as somebody's delegate, clerks on behalf of who stands at their counter.
    """
    view = command(SERVICE, "draft_application", body)
    return answers.created(view, f"/v1/applications/{view['id']}")


@service_applications.operation(
    "GET",
    "/v1/applications",
    roles=READERS,
    query=query_of(contract.FindApplications),
    answer=contract.ApplicationPage,
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
    answer=contract.Application,
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
    answer=contract.Handling,
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
    answer=contract.Application,
    conditional=True,
    arabic="تعبئة طلب",
    examples="licensing.fill_application",
)
def fill_application(body: dict[str, Any], application_id: str) -> Response:
    """Fill in a draft, or complete what came back"""
    return _change("fill_application", {**body, "application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/submission",
    roles=APPLICANTS,
    answer=contract.Application,
    conditional=True,
    arabic="تقديم طلب",
    examples="licensing.submit_application",
)
def submit_application(application_id: str) -> Response:
    """Hand it in

    Everything that the form and the list of documents ask must be there; from then on the time
    runs.
    """
    return _change("submit_application", {"application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/resubmission",
    roles=APPLICANTS,
    answer=contract.Application,
    conditional=True,
    arabic="إعادة تقديم طلب بعد استكماله",
    examples="licensing.resubmit_application",
)
def resubmit_application(application_id: str) -> Response:
    """Hand it in again

    After it came back to be completed: the time goes on where it stood.
    """
    return _change("resubmit_application", {"application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/withdrawal",
    roles=APPLICANTS,
    answer=contract.Application,
    conditional=True,
    arabic="سحب طلب",
    examples="licensing.withdraw_application",
)
def withdraw_application(application_id: str) -> Response:
    """Withdraw it"""
    return _change("withdraw_application", {"application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/comments",
    roles=(CITIZEN, *STAFF),
    body=contract.CommentBody(),
    answer=contract.Application,
    conditional=True,
    arabic="التعليق على طلب",
    examples="licensing.comment_on_application",
)
def comment_on_application(body: dict[str, Any], application_id: str) -> Response:
    """Comment"""
    return _change("comment_on_application", {**body, "application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/approval",
    roles=(SUPERVISOR,),
    answer=contract.Application,
    conditional=True,
    arabic="الموافقة على طلب",
    examples="licensing.approve_application",
)
def approve_application(application_id: str) -> Response:
    """Approve it

    What it asks for is issued with it.
    """
    return _change("approve_application", {"application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/rejection",
    roles=(SUPERVISOR,),
    body=contract.RejectApplicationBody(),
    answer=contract.Application,
    conditional=True,
    arabic="رفض طلب مع ذكر السبب",
    examples="licensing.reject_application",
)
def reject_application(body: dict[str, Any], application_id: str) -> Response:
    """Reject it, with a reason"""
    return _change("reject_application", {**body, "application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/appeal",
    roles=APPLICANTS,
    body=contract.AppealBody(),
    answer=contract.Application,
    conditional=True,
    arabic="الاعتراض على رفض",
    examples="licensing.appeal_decision",
)
def appeal_decision(body: dict[str, Any], application_id: str) -> Response:
    """Contest a rejection"""
    return _change("appeal_decision", {**body, "application_id": application_id})


@service_applications.operation(
    "POST",
    f"{ONE}/appeal/answer",
    roles=(ADMINISTRATOR, SUPERVISOR),
    body=contract.AnswerAppealBody(),
    answer=contract.Application,
    conditional=True,
    arabic="البت في اعتراض",
    examples="licensing.answer_appeal",
)
def answer_appeal(body: dict[str, Any], application_id: str) -> Response:
    """Answer an appeal

    By somebody who had no part in the decision. Where the applicant was right, what they asked for
    is issued with the answer.
    """
    return _change("answer_appeal", {**body, "application_id": application_id})


@service_applications.operation(
    "POST",
    f"{STEP}/taking",
    roles=STAFF,
    answer=contract.Application,
    conditional=True,
    arabic="تولّي خطوة",
    examples="licensing.take_step",
)
def take_step(application_id: str, step: str) -> Response:
    """Take a step on"""
    return _of_step("take_step", application_id, step)


@service_applications.operation(
    "POST",
    f"{STEP}/release",
    roles=STAFF,
    answer=contract.Application,
    conditional=True,
    arabic="إعادة خطوة إلى قائمة الانتظار",
    examples="licensing.release_step",
)
def release_step(application_id: str, step: str) -> Response:
    """Give a step back to the queue"""
    return _of_step("release_step", application_id, step)


@service_applications.operation(
    "POST",
    f"{STEP}/assignment",
    roles=(SUPERVISOR,),
    body=contract.AssignBody(),
    answer=contract.Application,
    conditional=True,
    arabic="إسناد خطوة",
    examples="licensing.assign_step",
)
def assign_step(body: dict[str, Any], application_id: str, step: str) -> Response:
    """Give a step to somebody"""
    return _of_step("assign_step", application_id, step, body)


@service_applications.operation(
    "POST",
    f"{STEP}/completeness",
    roles=STAFF,
    answer=contract.Application,
    conditional=True,
    arabic="إقرار اكتمال الطلب",
    examples="licensing.find_complete",
)
def find_complete(application_id: str, step: str) -> Response:
    """Find it complete"""
    return _of_step("find_complete", application_id, step)


@service_applications.operation(
    "POST",
    f"{STEP}/return",
    roles=STAFF,
    body=contract.ReturnBody(),
    answer=contract.Application,
    conditional=True,
    arabic="إعادة طلب للاستكمال",
    examples="licensing.return_application",
)
def return_application(body: dict[str, Any], application_id: str, step: str) -> Response:
    """Return it to be completed"""
    return _of_step("return_application", application_id, step, body)


@service_applications.operation(
    "POST",
    f"{STEP}/answer",
    roles=(PARTNER, *STAFF),
    body=contract.AnswerBody(),
    answer=contract.Application,
    conditional=True,
    arabic="تدوين رأي جهة أخرى",
    examples="licensing.answer_for_body",
)
def answer_for_body(body: dict[str, Any], application_id: str, step: str) -> Response:
    """Give another body's answer"""
    return _of_step("answer_for_body", application_id, step, body)


@service_applications.operation(
    "POST",
    f"{STEP}/recommendation",
    roles=STAFF,
    body=contract.AnswerBody(),
    answer=contract.Application,
    conditional=True,
    arabic="التوصية بشأن طلب",
    examples="licensing.review_application",
)
def review_application(body: dict[str, Any], application_id: str, step: str) -> Response:
    """Recommend it, or advise against it"""
    return _of_step("review_application", application_id, step, body)


@service_applications.operation(
    "POST",
    f"{STEP}/reopening",
    roles=(CLERK, SUPERVISOR),
    answer=contract.Application,
    conditional=True,
    arabic="إعادة فتح خطوة",
    examples="licensing.reopen_step",
)
def reopen_step(application_id: str, step: str) -> Response:
    """Have a step done once more"""
    return _of_step("reopen_step", application_id, step)


@service_applications.operation(
    "GET",
    "/v1/tasks",
    roles=STAFF,
    query=contract.FindTasks(),
    answer=contract.Tasks,
    arabic="المهام",
    examples="licensing.find_tasks",
)
def find_tasks(query: dict[str, Any]) -> Response:
    """See what is to be done

    What the caller has at hand, and what waits for somebody of their roles, governorates and
    centre; what is due first before the rest.
    """
    return answers.facts(ask(SERVICE, "find_tasks", query))


@service_applications.operation(
    "POST",
    "/v1/tasks/next",
    roles=STAFF,
    answer=contract.Application,
    arabic="تولّي المهمة التالية",
    examples="licensing.take_next_step",
)
def take_next_step() -> Response:
    """Take the next step

    The one that is due first among those the caller may take; nobody else gets the same.
    """
    return answers.changed(command(SERVICE, "take_next_step", {}))


def _of_step(
    method: str, application_id: str, step: str, body: dict[str, Any] | None = None
) -> Response:
    return _change(method, {**(body or {}), "application_id": application_id, "step": step})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_application", identity="application_id")
    )
