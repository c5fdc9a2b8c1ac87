"""Eligibility: what is known of a household, and what the rules say of it."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import eligibility as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CASEWORKER, CITIZEN, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.resource import Resource
from gateway.resources.persons import READERS, SERVICE, WRITERS

eligibility = Resource(
    "eligibility", __name__, description="What is known of households, and what the rules say."
)


@eligibility.operation(
    "POST",
    "/v1/declarations",
    roles=WRITERS,
    body=contract.DeclareFacts(),
    answer=contract.HouseholdProfile,
    status=201,
    arabic="تسجيل ما تصرّح به الأسرة",
    examples="registry.declare_facts",
)
def declare_facts(body: dict[str, Any]) -> Response:
    """Record what a family declares

    The answer shows this declaration alone; facts recorded before stay on record. What contradicts
    a cross-check or a researcher's visit waits: `counts_from` says until when, `held_back` why, and
    what can be done about it.
    """
    view = command(SERVICE, "declare_facts", body)
    return answers.created(view, f"/v1/households/{view['id']}/facts")


@eligibility.operation(
    "GET",
    "/v1/households/<uuid:household_id>/facts",
    roles=(CASEWORKER, SUPERVISOR, AUDITOR),
    answer=contract.HouseholdProfile,
    arabic="قراءة بيانات الأسرة ومصادرها",
    examples="registry.get_profile",
)
def get_profile(household_id: str) -> Response:
    """Read the facts of a household

    With source and day of each, and the day from which it counts, the newest first; reading them
    is in the audit log.
    """
    return answers.record(ask(SERVICE, "get_profile", {"household_id": household_id}))


@eligibility.operation(
    "POST",
    "/v1/households/<uuid:household_id>/facts/withdrawal",
    roles=(SUPERVISOR,),
    body=contract.WithdrawFactsBody(),
    answer=contract.HouseholdProfile,
    conditional=True,
    arabic="سحب بيانات أُدخلت خطأ",
    examples="registry.withdraw_facts",
)
def withdraw_facts(body: dict[str, Any], household_id: str) -> Response:
    """Withdraw facts that were recorded wrongly

    They count as if they had never been said, and stay readable with who withdrew them, when and
    why; running benefits are computed anew. Who wrote them down does not withdraw them. What is
    right instead is recorded as usual: by a declaration, a cross-check or a visit.
    """
    request = {**body, "household_id": household_id}
    return answers.changed(
        change(SERVICE, "withdraw_facts", request, seen_by="get_profile", identity="household_id")
    )


@eligibility.operation(
    "GET",
    "/v1/households/<uuid:household_id>/eligibility",
    roles=(*READERS, CITIZEN),
    query=contract.AssessmentQuery(),
    answer=contract.HouseholdAssessment,
    arabic="ما تقوله القواعد في أسرة",
    examples="registry.assess_household",
)
def assess_household(query: dict[str, Any], household_id: str) -> Response:
    """Assess a household

    What the rules of a day say of it, with the reasons as its family can read them. Nothing is
    decided by this.
    """
    return answers.facts(ask(SERVICE, "assess_household", {**query, "household_id": household_id}))


@eligibility.operation(
    "GET",
    "/v1/indicators",
    roles=READERS,
    answer=contract.IndicatorList,
    arabic="المؤشرات",
    examples="registry.list_indicators",
)
def list_indicators() -> Response:
    """List the indicators

    What rules, target lists and questionnaires can ask of a household.
    """
    return answers.facts(ask(SERVICE, "list_indicators", {}))


@eligibility.operation(
    "GET",
    "/v1/eligibility-rules",
    roles=(*READERS, CITIZEN),
    query=contract.RulesOnDay(),
    answer=contract.RuleSchemeList,
    arabic="قواعد الاستحقاق",
    examples="registry.list_eligibility_rules",
)
def list_eligibility_rules(query: dict[str, Any]) -> Response:
    """List the rules of eligibility

    As they are in force today, or were on the day of a decision; each entry with its source;
    assumptions are marked.
    """
    return answers.facts(ask(SERVICE, "list_eligibility_rules", query))
