"""The steps of an application, and the tasks that wait: for those who deal with it."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import applications as contract
from contracts.rpc.licensing import applications_shown as shown
from gateway import answers
from gateway.authentication.roles import CLERK, PARTNER, SUPERVISOR
from gateway.calls import ask, command
from gateway.resource import Resource
from gateway.resources.service_applications import ONE, STAFF, change_application
from gateway.resources.service_catalogue import SERVICE

STEP = f"{ONE}/steps/<step:step>"

application_steps = Resource(
    "application-steps",
    __name__,
    description="The steps of applications: who takes them, what is found, and what waits.",
)


@application_steps.operation(
    "POST",
    f"{STEP}/taking",
    roles=STAFF,
    answer=shown.Application,
    conditional=True,
    arabic="تولّي خطوة",
    examples="licensing.take_step",
)
def take_step(application_id: str, step: str) -> Response:
    """Take a step on"""
    return _of_step("take_step", application_id, step)


@application_steps.operation(
    "POST",
    f"{STEP}/release",
    roles=STAFF,
    answer=shown.Application,
    conditional=True,
    arabic="إعادة خطوة إلى قائمة الانتظار",
    examples="licensing.release_step",
)
def release_step(application_id: str, step: str) -> Response:
    """Give a step back to the queue"""
    return _of_step("release_step", application_id, step)


@application_steps.operation(
    "POST",
    f"{STEP}/assignment",
    roles=(SUPERVISOR,),
    body=contract.AssignBody(),
    answer=shown.Application,
    conditional=True,
    arabic="إسناد خطوة",
    examples="licensing.assign_step",
)
def assign_step(body: dict[str, Any], application_id: str, step: str) -> Response:
    """Give a step to somebody"""
    return _of_step("assign_step", application_id, step, body)


@application_steps.operation(
    "POST",
    f"{STEP}/completeness",
    roles=STAFF,
    answer=shown.Application,
    conditional=True,
    arabic="إقرار اكتمال الطلب",
    examples="licensing.find_complete",
)
def find_complete(application_id: str, step: str) -> Response:
    """Find it complete"""
    return _of_step("find_complete", application_id, step)


@application_steps.operation(
    "POST",
    f"{STEP}/return",
    roles=STAFF,
    body=contract.ReturnBody(),
    answer=shown.Application,
    conditional=True,
    arabic="إعادة طلب للاستكمال",
    examples="licensing.return_application",
)
def return_application(body: dict[str, Any], application_id: str, step: str) -> Response:
    """Return it to be completed"""
    return _of_step("return_application", application_id, step, body)


@application_steps.operation(
    "POST",
    f"{STEP}/answer",
    roles=(PARTNER, *STAFF),
    body=contract.AnswerBody(),
    answer=shown.Application,
    conditional=True,
    arabic="تدوين رأي جهة أخرى",
    examples="licensing.answer_for_body",
)
def answer_for_body(body: dict[str, Any], application_id: str, step: str) -> Response:
    """Give another body's answer"""
    return _of_step("answer_for_body", application_id, step, body)


@application_steps.operation(
    "POST",
    f"{STEP}/recommendation",
    roles=STAFF,
    body=contract.AnswerBody(),
    answer=shown.Application,
    conditional=True,
    arabic="التوصية بشأن طلب",
    examples="licensing.review_application",
)
def review_application(body: dict[str, Any], application_id: str, step: str) -> Response:
    """Recommend it, or advise against it"""
    return _of_step("review_application", application_id, step, body)


@application_steps.operation(
    "POST",
    f"{STEP}/reopening",
    roles=(CLERK, SUPERVISOR),
    answer=shown.Application,
    conditional=True,
    arabic="إعادة فتح خطوة",
    examples="licensing.reopen_step",
)
def reopen_step(application_id: str, step: str) -> Response:
    """Have a step done once more"""
    return _of_step("reopen_step", application_id, step)


@application_steps.operation(
    "GET",
    "/v1/tasks",
    roles=STAFF,
    query=contract.FindTasks(),
    answer=shown.Tasks,
    arabic="المهام",
    examples="licensing.find_tasks",
)
def find_tasks(query: dict[str, Any]) -> Response:
    """See what is to be done

    What the caller has at hand, and what waits for somebody of their roles, governorates and
    centre; what is due first before the rest. For supervisors also what is late in their
    governorates, and what the law's silence will decide if nobody does (`watched`).
    """
    return answers.facts(ask(SERVICE, "find_tasks", query))


@application_steps.operation(
    "POST",
    "/v1/tasks/next",
    roles=STAFF,
    answer=shown.Application,
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
    return change_application(
        method, {**(body or {}), "application_id": application_id, "step": step}
    )
