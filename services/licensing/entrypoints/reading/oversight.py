"""Requests about corrective actions and measures as commands."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.rpc.licensing.inspections import actions, oversight
from contracts.rpc.problems import read
from services.licensing.app.inspections import commands
from services.licensing.domain.inspections.measures import Grounds
from services.licensing.domain.words import Written

Request = dict[str, Any]


def prove_action(request: Request) -> commands.ProveAction:
    data = read(actions.ProveAction, request)
    return commands.ProveAction(data["action_id"], data["text"], tuple(data["documents"]))


def extend_action(request: Request) -> commands.ExtendAction:
    data = read(actions.ExtendAction, request)
    return commands.ExtendAction(
        data["action_id"], date.fromisoformat(data["due_on"]), data["reason"]
    )


def take_measure(request: Request) -> commands.TakeMeasure:
    data = read(oversight.TakeMeasure, request)
    grounds = Grounds(data["reason_code"], Written(**data["reason"]), data["inspection_id"])
    return commands.TakeMeasure(data["licence_id"], data["measure"], grounds)


def answer_objection(request: Request) -> commands.AnswerObjection:
    data = read(oversight.AnswerObjection, request)
    return commands.AnswerObjection(**{**data, "answer": Written(**data["answer"])})
