"""What the gateway can call about surveys."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from contracts.refusals import say
from services.registry.app.application import Registry
from services.registry.app.surveys.receipts import Receipt
from services.registry.domain.refusals import RefusedField
from services.registry.domain.surveys.answers import AnswerProblem
from services.registry.domain.surveys.quality import Flag
from services.registry.entrypoints.reading import survey_batches
from services.registry.entrypoints.reading import surveys as reading

Request = dict[str, Any]
ONE_VISIT_SECONDS = 1.0
"""What must be left of the caller's time for one more visit to be looked at."""


class SurveysMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def draft_questionnaire(self, request: Request) -> Request:
        asked = reading.draft_questionnaire(request)
        return self.application.surveys.questionnaires.draft(asked, current().actor)

    @command
    def revise_questionnaire(self, request: Request) -> Request:
        asked = reading.revise_questionnaire(request)
        return self.application.surveys.questionnaires.revise(asked, current().actor)

    @command
    def publish_questionnaire(self, request: Request) -> Request:
        asked = reading.of_questionnaire(request)
        return self.application.surveys.questionnaires.publish(asked, current().actor)

    @query
    def get_questionnaire(self, request: Request) -> Request:
        asked = reading.of_questionnaire(request)
        return self.application.surveys.reading.questionnaire(asked, current().actor)

    @query
    def get_questionnaire_version(self, request: Request) -> Request:
        asked = reading.questionnaire_version(request)
        return self.application.surveys.reading.questionnaire_version(*asked, current().actor)

    @query
    def find_questionnaires(self, request: Request) -> Request:
        asked = reading.find_questionnaires(request)
        return self.application.surveys.reading.find_questionnaires(*asked, current().actor)

    @command
    def enlist_researcher(self, request: Request) -> Request:
        asked = reading.enlist_researcher(request)
        return self.application.surveys.researchers.enlist(asked, current().actor)

    @command
    def amend_researcher(self, request: Request) -> Request:
        asked = reading.amend_researcher(request)
        return self.application.surveys.researchers.amend(asked, current().actor)

    @command
    def train_researcher(self, request: Request) -> Request:
        asked = reading.train_researcher(request)
        return self.application.surveys.researchers.train(asked, current().actor)

    @query
    def get_researcher(self, request: Request) -> Request:
        asked = reading.get_researcher(request)
        return self.application.surveys.reading.researcher(asked, current().actor)

    @query
    def find_researchers(self, request: Request) -> Request:
        asked = reading.find_researchers(request)
        return self.application.surveys.reading.find_researchers(*asked, current().actor)

    @command
    def plan_survey_round(self, request: Request) -> Request:
        asked = reading.plan_survey_round(request)
        return self.application.surveys.planning.plan(asked, current().actor)

    @command
    def choose_survey_targets(self, request: Request) -> Request:
        asked = reading.of_round(request)
        return self.application.surveys.planning.choose_targets(asked, current().actor)

    @command
    def open_survey_round(self, request: Request) -> Request:
        asked = reading.of_round(request)
        return self.application.surveys.planning.open(asked, current().actor)

    @command
    def distribute_survey_visits(self, request: Request) -> Request:
        asked = reading.distribute_survey_visits(request)
        return self.application.surveys.planning.distribute(asked, current().actor)

    @command
    def close_survey_round(self, request: Request) -> Request:
        asked = reading.close_survey_round(request)
        return self.application.surveys.planning.close(asked, current().actor)

    @query
    def get_survey_round(self, request: Request) -> Request:
        asked = reading.of_round(request)
        return self.application.surveys.reading.round(asked, current().actor)

    @query
    def find_survey_rounds(self, request: Request) -> Request:
        asked = reading.find_survey_rounds(request)
        return self.application.surveys.reading.find_rounds(*asked, current().actor)

    @query
    def get_survey_progress(self, request: Request) -> Request:
        asked = reading.get_survey_progress(request)
        return self.application.surveys.reading.progress(*asked, current().actor)

    @command
    def assign_survey_visit(self, request: Request) -> Request:
        asked = reading.assign_survey_visit(request)
        return self.application.surveys.fieldwork.assign(asked, current().actor)

    @command
    def decide_survey_visit(self, request: Request) -> Request:
        asked = reading.decide_survey_visit(request)
        return self.application.surveys.fieldwork.decide(asked, current().actor)

    @query
    def get_survey_visit(self, request: Request) -> Request:
        asked = reading.get_survey_visit(request)
        return self.application.surveys.reading.visit(asked, current().actor)

    @query
    def find_survey_visits(self, request: Request) -> Request:
        asked = reading.find_survey_visits(request)
        return self.application.surveys.reading.find_visits(*asked, current().actor)

    @command
    def upload_survey_visits(self, request: Request) -> Request:
        asked = survey_batches.upload_survey_visits(request)
        receipts = self.application.surveys.receiving.receive(asked, current().actor, _has_time)
        return {"results": [_shown(each, current().language) for each in receipts]}


def _has_time() -> bool:
    remaining = current().remaining()
    return remaining is None or remaining > ONE_VISIT_SECONDS


def _shown(receipt: Receipt, language: str) -> Request:
    words = None if receipt.code is None else say(receipt.code, language, receipt.params)
    return {
        "visit_id": receipt.visit_id,
        "became": receipt.became.value,
        "survey_visit_id": receipt.survey_visit_id,
        "code": receipt.code,
        "title": None if words is None else words.title,
        "detail": None if words is None else words.detail,
        "problems": [
            {"question": each.question, **_said(each, language)} for each in receipt.problems
        ],
        "flags": [_said(each, language) for each in receipt.flags],
        "errors": [{"pointer": each.pointer, **_said(each, language)} for each in receipt.errors],
    }


def _said(found: AnswerProblem | Flag | RefusedField, language: str) -> Request:
    return {"code": found.code, "detail": say(found.code, language, found.params).detail}
