"""Requests about surveys as commands and queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.rpc.problems import read
from contracts.rpc.registry.surveys import questionnaires, researchers, rounds, visits
from services.registry.app.surveys import commands
from services.registry.app.surveys.shapes import (
    area_from,
    question_from,
    targets_from,
    wording_from,
)

Request = dict[str, Any]
Page = tuple[dict[str, str | None], str | None, int]


def draft_questionnaire(request: Request) -> commands.DraftQuestionnaire:
    data = read(questionnaires.DraftQuestionnaire, request)
    return commands.DraftQuestionnaire(
        wording_from(data["title"]), tuple(question_from(each) for each in data["questions"])
    )


def revise_questionnaire(request: Request) -> commands.ReviseQuestionnaire:
    data = read(questionnaires.ReviseQuestionnaire, request)
    return commands.ReviseQuestionnaire(
        data["questionnaire_id"],
        wording_from(data["title"]),
        tuple(question_from(each) for each in data["questions"]),
    )


def of_questionnaire(request: Request) -> str:
    return str(read(questionnaires.OfQuestionnaire, request)["questionnaire_id"])


def questionnaire_version(request: Request) -> tuple[str, int]:
    data = read(questionnaires.GetQuestionnaireVersion, request)
    return data["questionnaire_id"], data["number"]


def find_questionnaires(request: Request) -> tuple[str | None, int]:
    data = read(questionnaires.FindQuestionnaires, request)
    return data["after"], data["limit"]


def enlist_researcher(request: Request) -> commands.EnlistResearcher:
    data = read(researchers.EnlistResearcher, request)
    areas = tuple(area_from(each) for each in data["areas"])
    return commands.EnlistResearcher(data["subject"], data["name"], areas)


def amend_researcher(request: Request) -> commands.AmendResearcher:
    data = read(researchers.AmendResearcher, request)
    areas = data.get("areas")
    return commands.AmendResearcher(
        data["researcher_id"],
        None if areas is None else tuple(area_from(each) for each in areas),
        data.get("active"),
    )


def train_researcher(request: Request) -> commands.TrainResearcher:
    data = read(researchers.TrainResearcher, request)
    passed_on = date.fromisoformat(data["passed_on"])
    return commands.TrainResearcher(data["researcher_id"], data["course"], passed_on)


def get_researcher(request: Request) -> str:
    return str(read(researchers.GetResearcher, request)["researcher_id"])


def find_researchers(request: Request) -> Page:
    return _page(read(researchers.FindResearchers, request))


def plan_survey_round(request: Request) -> commands.PlanRound:
    data = read(rounds.PlanSurveyRound, request)
    targets = data["targets"]
    statuses = targets["enrolment_statuses"] or rounds.LIVING
    return commands.PlanRound(
        title=wording_from(data["title"]),
        questionnaire_id=data["questionnaire_id"],
        questionnaire_version=data["questionnaire_version"],
        targets=targets_from({**targets, "enrolment_statuses": statuses}),
        starts_on=date.fromisoformat(data["starts_on"]),
        ends_on=date.fromisoformat(data["ends_on"]),
    )


def of_round(request: Request) -> str:
    return str(read(rounds.OfRound, request)["round_id"])


def distribute_survey_visits(request: Request) -> commands.DistributeVisits:
    return commands.DistributeVisits(**read(rounds.DistributeVisits, request))


def close_survey_round(request: Request) -> commands.CloseRound:
    return commands.CloseRound(**read(rounds.CloseRound, request))


def find_survey_rounds(request: Request) -> Page:
    return _page(read(rounds.FindRounds, request))


def get_survey_progress(request: Request) -> tuple[str, str]:
    data = read(rounds.GetProgress, request)
    return data["round_id"], data["by"]


def assign_survey_visit(request: Request) -> commands.AssignVisit:
    data = read(visits.AssignVisit, request)
    return commands.AssignVisit(data["survey_visit_id"], data["researcher_id"])


def decide_survey_visit(request: Request) -> commands.DecideRecord:
    data = read(visits.DecideRecord, request)
    return commands.DecideRecord(
        data["survey_visit_id"], data["record_id"], data["accept"], data["note"]
    )


def get_survey_visit(request: Request) -> str:
    return str(read(visits.OfVisit, request)["survey_visit_id"])


def find_survey_visits(request: Request) -> Page:
    data = read(visits.FindVisits, request)
    for name in ("round", "researcher", "household"):
        data[name] = data.pop(f"{name}_id")
    return _page(data)


def _page(data: dict[str, Any]) -> Page:
    after, limit = data.pop("after"), data.pop("limit")
    return data, after, limit
