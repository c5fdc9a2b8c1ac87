"""Batches of visits: each is read by itself, and what is wrong with one is said of it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from contracts.rpc.problems import FieldProblem, InvalidRequest, read
from contracts.rpc.registry.surveys import uploads
from services.registry.app.surveys.commands import BroughtVisit, UnreadableVisit
from services.registry.app.surveys.shapes import location_from
from services.registry.domain.refusals import RefusedField
from services.registry.domain.surveys.record import Outcome, Report

LONGEST_POINTER = 500


def upload_survey_visits(request: dict[str, Any]) -> list[BroughtVisit | UnreadableVisit]:
    """Raises `InvalidRequest` for what is no batch of visits."""
    data = read(uploads.UploadVisits, request)
    return [_one(data["device_id"], at, each) for at, each in enumerate(data["visits"])]


def _one(device_id: str, at: int, visit: Any) -> BroughtVisit | UnreadableVisit:
    try:
        data = read(uploads.BroughtVisit, visit)
        if len({each["question"] for each in data["answers"]}) < len(data["answers"]):
            raise InvalidRequest([FieldProblem("/answers", "answer_twice")])
    except InvalidRequest as refused:
        return UnreadableVisit(_name(visit), _errors(at, refused.errors))
    return _brought(device_id, data)


def _name(visit: Any) -> str | None:
    """What the device calls the visit, as far as that can be read."""
    try:
        return str(read(uploads.NamedVisit, visit)["visit_id"])
    except InvalidRequest:
        return None


def _errors(at: int, problems: Sequence[FieldProblem]) -> tuple[RefusedField, ...]:
    return tuple(
        RefusedField(f"/visits/{at}{each.pointer}"[:LONGEST_POINTER], each.code, each.params)
        for each in problems[: uploads.MOST_ERRORS]
    )


def _brought(device_id: str, data: Mapping[str, Any]) -> BroughtVisit:
    return BroughtVisit(
        data["round_id"],
        data["household_id"],
        Report(
            visit_id=data["visit_id"],
            device_id=device_id,
            questionnaire_version=data["questionnaire_version"],
            outcome=Outcome(data["outcome"]),
            started_at=datetime.fromisoformat(data["started_at"]),
            ended_at=datetime.fromisoformat(data["ended_at"]),
            location=location_from(data["location"]),
            answers={each["question"]: each["value"] for each in data["answers"]},
            note=data["note"],
        ),
    )
