"""Visits: lists, batches from devices, re-assignment, decisions."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry.surveys import uploads
from contracts.rpc.registry.surveys import visits as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CASEWORKER, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "registry"
READERS = (CASEWORKER, SUPERVISOR, AUDITOR)

survey_visits = Resource(
    "survey-visits", __name__, description="Visits to households and what devices brought back."
)


@survey_visits.operation(
    "GET",
    "/v1/survey-visits",
    roles=READERS,
    query=query_of(contract.FindVisits),
    answer=contract.SurveyVisitPage,
    arabic="قائمة الزيارات",
    examples="registry.find_survey_visits",
)
def find_survey_visits(query: dict[str, Any]) -> Response:
    """List visits

    Researchers find their own only; lists hold no answers.
    """
    return answers.page(SERVICE, "find_survey_visits", query)


@survey_visits.operation(
    "GET",
    "/v1/survey-visits/<uuid:survey_visit_id>",
    roles=READERS,
    answer=contract.SurveyVisit,
    arabic="قراءة زيارة",
    examples="registry.get_survey_visit",
)
def get_survey_visit(survey_visit_id: str) -> Response:
    """Read a visit

    With what devices brought back; auditors see no answers. Every reading is in the audit log.
    """
    return answers.record(ask(SERVICE, "get_survey_visit", {"survey_visit_id": survey_visit_id}))


@survey_visits.operation(
    "POST",
    "/v1/survey-visits/<uuid:survey_visit_id>/assignment",
    roles=(SUPERVISOR,),
    body=contract.AssignVisitBody(),
    answer=contract.SurveyVisit,
    conditional=True,
    arabic="إسناد زيارة",
    examples="registry.assign_survey_visit",
)
def assign_survey_visit(body: dict[str, Any], survey_visit_id: str) -> Response:
    """Give a visit to a researcher"""
    return _change("assign_survey_visit", {**body, "survey_visit_id": survey_visit_id})


@survey_visits.operation(
    "POST",
    "/v1/survey-visits/<uuid:survey_visit_id>/decision",
    roles=(SUPERVISOR,),
    body=contract.DecideRecordBody(),
    answer=contract.SurveyVisit,
    conditional=True,
    arabic="البت في سجل زيارة",
    examples="registry.decide_survey_visit",
)
def decide_survey_visit(body: dict[str, Any], survey_visit_id: str) -> Response:
    """Decide on a record that waits

    A conflict or a doubtful visit; who made the visit does not decide. Facts of an accepted record
    reach the household at once, and those of another that counted until then count no more. One
    that was set aside may be accepted after all.
    """
    return _change("decide_survey_visit", {**body, "survey_visit_id": survey_visit_id})


@survey_visits.operation(
    "POST",
    "/v1/survey-uploads",
    roles=(CASEWORKER,),
    body=uploads.UploadVisits(),
    answer=uploads.Upload,
    arabic="رفع زيارات من جهاز",
    examples="registry.upload_survey_visits",
)
def upload_survey_visits(body: dict[str, Any]) -> Response:
    """Upload visits from a device

    Each visit by itself: the answer says of each what became of it. One that cannot be read is
    refused with what is wrong where, and the others are kept. Sent again, nothing is kept twice;
    under the same `Idempotency-Key` the answer is the same, but for visits that were deferred.
    """
    return answers.facts(command(SERVICE, "upload_survey_visits", body))


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_survey_visit", identity="survey_visit_id")
    )
