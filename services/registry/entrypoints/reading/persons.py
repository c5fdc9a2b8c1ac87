"""Requests about persons as commands and queries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from contracts.rpc.problems import read
from contracts.rpc.registry import persons as contract
from services.registry.app.persons import commands, plain, queries
from services.registry.entrypoints.reading.reasons import said

Request = dict[str, Any]


def register_person(request: Request) -> commands.RegisterPerson:
    return registering(facts_of_person(request))


def facts_of_person(request: Request) -> Request:
    """What the request says, as the schema understands it: still plain, so that it can be kept."""
    return read(contract.RegisterPerson, request)


def registering(facts: Request) -> commands.RegisterPerson:
    """The command for what was understood before."""
    return commands.RegisterPerson(**plain.facts_from(facts))


def amend_person(request: Request) -> commands.AmendPerson:
    data = read(contract.AmendPerson, request)
    person_id, reason = data.pop("person_id"), data.pop("reason", None)
    return commands.AmendPerson(person_id, plain.changes_from(data), said(reason))


def get_person(request: Request) -> tuple[str, datetime | None]:
    data = read(contract.GetPerson, request)
    return data["person_id"], _moment(data["at"])


def get_person_history(request: Request) -> str:
    return str(read(contract.GetPersonHistory, request)["person_id"])


def get_sensitive_facts(request: Request) -> tuple[str, str, datetime | None]:
    data = read(contract.GetSensitiveFacts, request)
    return data["person_id"], data["purpose"], _moment(data["at"])


def find_persons(request: Request) -> queries.FindPersons:
    return queries.FindPersons(**read(contract.FindPersons, request))


def _moment(at: str | None) -> datetime | None:
    return None if at is None else datetime.fromisoformat(at)
