"""Requests about applications as commands and queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.rpc.licensing import applications as contract
from contracts.rpc.problems import read
from services.licensing.app.applications import commands
from services.licensing.domain.applications.applicant import (
    Applicant,
    Contact,
    Delegate,
    Entity,
)
from services.licensing.domain.applications.record import Ask, Text
from services.licensing.entrypoints.reading.pages import page

Asked = Mapping[str, Any]


def application_id(request: Asked) -> str:
    return str(read(contract.OneApplication, request)["application_id"])


def draft(request: Asked) -> commands.Draft:
    asked = read(contract.DraftApplication, request)
    return commands.Draft(asked["service"], _filled(asked))


def fill(request: Asked) -> commands.Fill:
    asked = read(contract.FillApplication, request)
    return commands.Fill(asked["application_id"], _filled(asked))


def comment(request: Asked) -> commands.Comment:
    return commands.Comment(**read(contract.CommentOnApplication, request))


def step(request: Asked) -> commands.OfStep:
    return commands.OfStep(**read(contract.OneStep, request))


def assign(request: Asked) -> commands.Assign:
    return commands.Assign(**read(contract.AssignStep, request))


def give_back(request: Asked) -> commands.GiveBack:
    asked = read(contract.ReturnApplication, request)
    asks = tuple(Ask(each["pointer"], Text(**each["text"])) for each in asked["asks"])
    return commands.GiveBack(asked["application_id"], asked["step"], asks)


def answered(request: Asked) -> commands.Answered:
    return commands.Answered(**read(contract.AnswerStep, request))


def reject(request: Asked) -> commands.Reject:
    asked = read(contract.RejectApplication, request)
    return commands.Reject(asked["application_id"], asked["reason_code"], Text(**asked["text"]))


def appeal(request: Asked) -> commands.Appeal:
    return commands.Appeal(**read(contract.AppealDecision, request))


def answer_appeal(request: Asked) -> commands.AnswerAppeal:
    asked = read(contract.AnswerAppeal, request)
    return commands.AnswerAppeal(
        asked["application_id"], asked["overturned"], Text(**asked["text"])
    )


def find(request: Asked) -> tuple[dict[str, str | None], int | None, str | None, int]:
    """Filters, how near silence is, cursor and size of a list."""
    filters, after, limit = page(read(contract.FindApplications, request))
    return filters, filters.pop("silent_within_days"), after, limit


def tasks(request: Asked) -> int:
    return int(read(contract.FindTasks, request)["limit"])


def _filled(asked: Asked) -> commands.Filled:
    applicant, delegate = asked["applicant"], asked["delegate"]
    entity = applicant["entity"]
    return commands.Filled(
        applicant=Applicant(
            applicant["name"],
            applicant["national_number"],
            Contact(**applicant["contact"]),
            None if entity is None else Entity(**entity),
        ),
        delegate=None if delegate is None else _delegate(delegate),
        answers=asked["answers"],
        papers={code: tuple(ids) for code, ids in asked["papers"].items()},
        governorate=asked["governorate"],
    )


def _delegate(asked: Asked) -> Delegate:
    contact = asked["contact"]
    return Delegate(**{**asked, "contact": None if contact is None else Contact(**contact)})
