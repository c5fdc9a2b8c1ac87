"""Applications for programmes: filed, cross-checked, visited, assessed, ranked, decided."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry.programmes import applications as contract
from contracts.rpc.registry.programmes import enrolments
from contracts.rpc.registry.programmes.enrolment import Enrolment, RankingPage
from gateway import answers
from gateway.authentication.roles import CASEWORKER, CITIZEN, SUPERVISOR
from gateway.calls import change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import READERS, SERVICE, WRITERS

CASE_STAFF = (CASEWORKER, SUPERVISOR)

applications = Resource(
    "applications", __name__, description="Applications for programmes, until they are decided."
)


@applications.operation(
    "POST",
    "/v1/enrolments",
    roles=(*WRITERS, CITIZEN),
    body=contract.Apply(),
    answer=Enrolment,
    status=201,
    arabic="تقديم طلب انتساب إلى برنامج",
    examples="registry.apply_for_programme",
)
def apply_for_programme(body: dict[str, Any]) -> Response:
    """Apply for a programme

    Citizens for their own household; staff for households of their governorates. Where who comes
    first is served first, the answer says whether there was a place.
    """
    view = command(SERVICE, "apply_for_programme", body)
    return answers.created(view, f"/v1/enrolments/{view['id']}")


@applications.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/cross-checks",
    roles=CASE_STAFF,
    body=contract.RecordCrossCheckBody(),
    answer=Enrolment,
    conditional=True,
    arabic="تدوين بيانات جهة أخرى",
    examples="registry.record_cross_check",
)
def record_cross_check(body: dict[str, Any], enrolment_id: str) -> Response:
    """Record what another body says

    Facts of the household with the body they come from, each indicator once. Of an application the
    rules are to be applied again after; of an enrolment that runs a review is called for when they
    would now say something else.
    """
    return change_enrolment("record_cross_check", enrolment_id, body)


@applications.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/visit",
    roles=CASE_STAFF,
    body=contract.RecordVisitBody(),
    answer=Enrolment,
    conditional=True,
    arabic="تدوين الزيارة المنزلية",
    examples="registry.record_application_visit",
)
def record_application_visit(body: dict[str, Any], enrolment_id: str) -> Response:
    """Record the home visit

    Where a programme wants one, it comes before the formula.
    """
    return change_enrolment("record_application_visit", enrolment_id, body)


@applications.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/assess",
    roles=CASE_STAFF,
    answer=Enrolment,
    conditional=True,
    arabic="تطبيق قواعد الاستحقاق",
    examples="registry.assess_enrolment",
)
def assess_enrolment(enrolment_id: str) -> Response:
    """Apply the programme's rules

    Says whether the household is entitled, to how much, and why; it has its rank then.
    """
    return change_enrolment("assess_enrolment", enrolment_id, {})


@applications.operation(
    "GET",
    "/v1/programmes/<uuid:programme_id>/ranking",
    roles=READERS,
    query=query_of(enrolments.RankApplicationsOf),
    answer=RankingPage,
    arabic="ترتيب الطلبات حسب الحاجة",
    examples="registry.rank_applications",
)
def rank_applications(query: dict[str, Any], programme_id: str) -> Response:
    """Rank applications

    The assessed ones, the neediest first; of equal need the oldest.
    """
    return answers.page(SERVICE, "rank_applications", query, programme_id=programme_id)


@applications.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/approve",
    roles=(SUPERVISOR,),
    body=contract.ApproveBody(),
    answer=Enrolment,
    conditional=True,
    arabic="الموافقة على الطلب",
    examples="registry.approve_enrolment",
)
def approve_enrolment(body: dict[str, Any], enrolment_id: str) -> Response:
    """Approve an application

    Where money flows, by another person than those who prepared it. Not when the rules would say
    another entitlement or amount today than in the assessment: then it is assessed again. Without a
    free place the household waits in line.
    """
    return change_enrolment("approve_enrolment", enrolment_id, body)


@applications.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/reject",
    roles=(SUPERVISOR,),
    body=contract.RejectBody(),
    answer=Enrolment,
    conditional=True,
    arabic="رفض الطلب",
    examples="registry.reject_enrolment",
)
def reject_enrolment(body: dict[str, Any], enrolment_id: str) -> Response:
    """Reject an application

    For a reason that the family is told, with its right to file a grievance.
    """
    return change_enrolment("reject_enrolment", enrolment_id, body)


@applications.operation(
    "POST",
    "/v1/enrolments/<uuid:enrolment_id>/withdraw",
    roles=(*WRITERS, CITIZEN),
    answer=Enrolment,
    conditional=True,
    arabic="سحب الطلب",
    examples="registry.withdraw_enrolment",
)
def withdraw_enrolment(enrolment_id: str) -> Response:
    """Withdraw an application

    By the family, itself or at a counter.
    """
    return change_enrolment("withdraw_enrolment", enrolment_id, {})


def change_enrolment(method: str, enrolment_id: str, body: dict[str, Any]) -> Response:
    """A change of an enrolment that the caller has seen."""
    request = {**body, "enrolment_id": enrolment_id}
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_enrolment", identity="enrolment_id")
    )
