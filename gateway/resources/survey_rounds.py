"""Rounds of visits: target lists, distribution, progress, closure."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry.surveys import rounds as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CASEWORKER, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "registry"
READERS = (CASEWORKER, SUPERVISOR, AUDITOR)

survey_rounds = Resource("survey-rounds", __name__, description="Rounds of visits to households.")


@survey_rounds.operation(
    "POST",
    "/v1/survey-rounds",
    roles=(SUPERVISOR,),
    body=contract.PlanSurveyRound(),
    answer=contract.SurveyRound,
    status=201,
    arabic="تخطيط جولة مسح",
    examples="registry.plan_survey_round",
)
def plan_survey_round(body: dict[str, Any]) -> Response:
    """Plan a round of visits

    Households are named, or chosen by place, programme and criteria: of a programme those who
    applied and those who benefit, or who stand in it as `enrolment_statuses` says.
    """
    view = command(SERVICE, "plan_survey_round", body)
    return answers.created(view, f"/v1/survey-rounds/{view['id']}")


@survey_rounds.operation(
    "GET",
    "/v1/survey-rounds",
    roles=READERS,
    query=query_of(contract.FindRounds),
    answer=contract.SurveyRoundPage,
    arabic="قائمة جولات المسح",
    examples="registry.find_survey_rounds",
)
def find_survey_rounds(query: dict[str, Any]) -> Response:
    """List rounds

    Those with visits where you work.
    """
    return answers.page(SERVICE, "find_survey_rounds", query)


@survey_rounds.operation(
    "GET",
    "/v1/survey-rounds/<uuid:round_id>",
    roles=READERS,
    answer=contract.SurveyRound,
    arabic="قراءة جولة مسح",
    examples="registry.get_survey_round",
)
def get_survey_round(round_id: str) -> Response:
    """Read a round

    `progress` is how far the background work on it is.
    """
    # Never 304: the progress goes on without another version of the round.
    return answers.changed(ask(SERVICE, "get_survey_round", {"round_id": round_id}))


@survey_rounds.operation(
    "POST",
    "/v1/survey-rounds/<uuid:round_id>/targets",
    roles=(SUPERVISOR,),
    answer=contract.SurveyRound,
    conditional=True,
    arabic="اختيار الأسر المستهدفة",
    examples="registry.choose_survey_targets",
)
def choose_survey_targets(round_id: str) -> Response:
    """Have the households chosen

    In the background; each is given to a trained researcher of its area at once. When nobody was
    found they may be chosen anew.
    """
    return _change("choose_survey_targets", {"round_id": round_id})


@survey_rounds.operation(
    "POST",
    "/v1/survey-rounds/<uuid:round_id>/opening",
    roles=(SUPERVISOR,),
    answer=contract.SurveyRound,
    conditional=True,
    arabic="فتح جولة مسح",
    examples="registry.open_survey_round",
)
def open_survey_round(round_id: str) -> Response:
    """Open a round

    Researchers may visit from now on.
    """
    return _change("open_survey_round", {"round_id": round_id})


@survey_rounds.operation(
    "POST",
    "/v1/survey-rounds/<uuid:round_id>/distribution",
    roles=(SUPERVISOR,),
    body=contract.DistributeVisitsBody(),
    answer=contract.SurveyRound,
    conditional=True,
    arabic="توزيع الزيارات",
    examples="registry.distribute_survey_visits",
)
def distribute_survey_visits(body: dict[str, Any], round_id: str) -> Response:
    """Distribute visits

    Those that nobody has, or those of one researcher who leaves, go to others; in the background.
    """
    return _change("distribute_survey_visits", {**body, "round_id": round_id})


@survey_rounds.operation(
    "POST",
    "/v1/survey-rounds/<uuid:round_id>/closure",
    roles=(SUPERVISOR,),
    body=contract.CloseRoundBody(),
    answer=contract.SurveyRound,
    conditional=True,
    arabic="إغلاق جولة مسح",
    examples="registry.close_survey_round",
)
def close_survey_round(body: dict[str, Any], round_id: str) -> Response:
    """Close a round

    What stays open is counted, and why must be said. A draft is given up by it.
    """
    return _change("close_survey_round", {**body, "round_id": round_id})


@survey_rounds.operation(
    "GET",
    "/v1/survey-rounds/<uuid:round_id>/progress",
    roles=READERS,
    query=contract.GetProgressQuery(),
    answer=contract.SurveyProgress,
    arabic="تقدم جولة المسح",
    examples="registry.get_survey_progress",
)
def get_survey_progress(query: dict[str, Any], round_id: str) -> Response:
    """Read the progress of a round

    Counts and percentages by governorate or researcher, within your reach.
    """
    return answers.facts(ask(SERVICE, "get_survey_progress", {**query, "round_id": round_id}))


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_survey_round", identity="round_id")
    )
