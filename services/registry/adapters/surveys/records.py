"""Records of visits as they are kept and shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chassis.calendar import written
from chassis.context import current_or_none
from contracts.refusals import say
from services.registry.app.surveys.shapes import location_from
from services.registry.domain.surveys.quality import Flag
from services.registry.domain.surveys.record import Outcome, Record, Report, Worth

State = dict[str, Any]


def to_state(record: Record) -> State:
    report = record.report
    return {
        "visit_id": report.visit_id,
        "device_id": report.device_id,
        "questionnaire_version": report.questionnaire_version,
        "outcome": report.outcome.value,
        "started_at": report.started_at,
        "ended_at": report.ended_at,
        "location": None if report.location is None else vars(report.location).copy(),
        "answers": dict(report.answers),
        "note": report.note,
        "fingerprint": record.fingerprint,
        "researcher_id": record.researcher_id,
        "received_at": record.received_at,
        "rules_of": record.rules_of,
        "flags": [{"code": each.code, "params": dict(each.params)} for each in record.flags],
        "clash": record.clash,
        "worth": record.worth.value,
        "decided_by": record.decided_by,
        "decided_at": record.decided_at,
        "decision_note": record.decision_note,
    }


def from_state(state: State) -> Record:
    return Record(
        report=Report(
            visit_id=state["visit_id"],
            device_id=state["device_id"],
            questionnaire_version=state["questionnaire_version"],
            outcome=Outcome(state["outcome"]),
            started_at=state["started_at"],
            ended_at=state["ended_at"],
            location=location_from(state["location"]),
            answers=state["answers"],
            note=state["note"],
        ),
        fingerprint=state["fingerprint"],
        researcher_id=state["researcher_id"],
        received_at=state["received_at"],
        rules_of=state["rules_of"],
        flags=tuple(Flag(each["code"], each["params"]) for each in state["flags"]),
        clash=state["clash"],
        worth=Worth(state["worth"]),
        decided_by=state["decided_by"],
        decided_at=state["decided_at"],
        decision_note=state["decision_note"],
    )


def to_view(record: Record) -> State:
    """The record as answers show it, in the language of who asks."""
    state = to_state(record)
    return {
        "record_id": state.pop("fingerprint"),
        **{
            name: written(value) if isinstance(value, datetime) else value
            for name, value in state.items()
        },
        "answers": [
            {"question": question, "value": value} for question, value in state["answers"].items()
        ],
        "flags": [said(each.code, each.params) for each in record.flags],
    }


def said(code: str, params: Mapping[str, Any]) -> State:
    """A code with its words, in the language of who asks."""
    asking = current_or_none()
    language = "ar" if asking is None else asking.language
    return {"code": code, "detail": say(code, language, params).detail}
