"""Questionnaires: what researchers ask, as versioned data."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry.surveys import questionnaires as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CASEWORKER, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "registry"
READERS = (CASEWORKER, SUPERVISOR, AUDITOR)

questionnaires = Resource(
    "questionnaires", __name__, description="What is asked at visits; versioned data."
)


@questionnaires.operation(
    "POST",
    "/v1/questionnaires",
    roles=(SUPERVISOR,),
    body=contract.DraftQuestionnaire(),
    answer=contract.Questionnaire,
    status=201,
    arabic="كتابة استبيان",
    examples="registry.draft_questionnaire",
)
def draft_questionnaire(body: dict[str, Any]) -> Response:
    """Draft a questionnaire

    Types, choices, conditions on earlier answers, bounds, and the facts that answers tell.
    """
    view = command(SERVICE, "draft_questionnaire", body)
    return answers.created(view, f"/v1/questionnaires/{view['id']}")


@questionnaires.operation(
    "GET",
    "/v1/questionnaires",
    roles=READERS,
    query=query_of(contract.FindQuestionnaires),
    answer=contract.QuestionnairePage,
    arabic="قائمة الاستبيانات",
    examples="registry.find_questionnaires",
)
def find_questionnaires(query: dict[str, Any]) -> Response:
    """List questionnaires"""
    return answers.page(SERVICE, "find_questionnaires", query)


@questionnaires.operation(
    "GET",
    "/v1/questionnaires/<uuid:questionnaire_id>",
    roles=READERS,
    answer=contract.Questionnaire,
    arabic="قراءة استبيان",
    examples="registry.get_questionnaire",
)
def get_questionnaire(questionnaire_id: str) -> Response:
    """Read a questionnaire

    Its draft, and which versions were published.
    """
    return answers.record(ask(SERVICE, "get_questionnaire", {"questionnaire_id": questionnaire_id}))


@questionnaires.operation(
    "PATCH",
    "/v1/questionnaires/<uuid:questionnaire_id>",
    roles=(SUPERVISOR,),
    body=contract.ReviseQuestionnaireBody(),
    answer=contract.Questionnaire,
    conditional=True,
    arabic="تعديل مسودة استبيان",
    examples="registry.revise_questionnaire",
)
def revise_questionnaire(body: dict[str, Any], questionnaire_id: str) -> Response:
    """Revise the draft

    After a publication this begins the next version: what is published never changes.
    """
    return _change("revise_questionnaire", {**body, "questionnaire_id": questionnaire_id})


@questionnaires.operation(
    "POST",
    "/v1/questionnaires/<uuid:questionnaire_id>/publication",
    roles=(SUPERVISOR,),
    answer=contract.Questionnaire,
    conditional=True,
    arabic="نشر استبيان",
    examples="registry.publish_questionnaire",
)
def publish_questionnaire(questionnaire_id: str) -> Response:
    """Publish the draft as the next version"""
    return _change("publish_questionnaire", {"questionnaire_id": questionnaire_id})


@questionnaires.operation(
    "GET",
    "/v1/questionnaires/<uuid:questionnaire_id>/versions/<int(min=1,max=100000):number>",
    roles=READERS,
    answer=contract.QuestionnaireVersion,
    arabic="قراءة نسخة منشورة من استبيان",
    examples="registry.get_questionnaire_version",
)
def get_questionnaire_version(questionnaire_id: str, number: str) -> Response:
    """Read a published version

    What a device needs to ask by; it never changes.
    """
    asked = {"questionnaire_id": questionnaire_id, "number": int(number)}
    return answers.record(ask(SERVICE, "get_questionnaire_version", asked))


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_questionnaire", identity="questionnaire_id")
    )
