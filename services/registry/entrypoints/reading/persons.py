"""Requests about persons as commands and queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, cast

from contracts.rpc.problems import read
from contracts.rpc.registry import persons as contract
from services.registry.app.persons import commands, plain, queries
from services.registry.domain.persons.person import Changes

Request = dict[str, Any]

_FACTS: Mapping[str, Callable[[Any], Any]] = {
    "identity": plain.identity_from,
    "name": plain.name_from,
    "birth_date": plain.birth_date_from,
    "sex": str,
    "contact": plain.contact_from,
    "address": plain.address_from,
    "other_documents": plain.documents_from,
    "disabilities": plain.disabilities_from,
    "guardian": plain.guardian_from,
    "died_on": plain.day_from,
}


def register_person(request: Request) -> commands.RegisterPerson:
    return registering(facts_of_person(request))


def facts_of_person(request: Request) -> Request:
    """What the request says, as the schema understands it: still plain, so that it can be kept."""
    return read(contract.RegisterPerson, request)


def registering(facts: Request) -> commands.RegisterPerson:
    """The command for what was understood before."""
    return commands.RegisterPerson(**_facts(facts))


def amend_person(request: Request) -> commands.AmendPerson:
    data = read(contract.AmendPerson, request)
    person_id, reason = data.pop("person_id"), data.pop("reason", None)
    return commands.AmendPerson(person_id, cast("Changes", _facts(data)), _said(reason))


def get_person(request: Request) -> tuple[str, datetime | None]:
    data = read(contract.GetPerson, request)
    at = data["at"]
    return data["person_id"], None if at is None else datetime.fromisoformat(at)


def get_person_history(request: Request) -> str:
    return str(read(contract.GetPersonHistory, request)["person_id"])


def get_sensitive_facts(request: Request) -> tuple[str, str]:
    data = read(contract.GetSensitiveFacts, request)
    return data["person_id"], data["purpose"]


def find_persons(request: Request) -> queries.FindPersons:
    return queries.FindPersons(**read(contract.FindPersons, request))


def _said(reason: Mapping[str, str | None] | None) -> str | None:
    """The reason as the history keeps it: its kind, and the note where there is one."""
    return None if reason is None else ": ".join(filter(None, (reason["kind"], reason["note"])))


def _facts(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _FACTS[name](value) for name, value in data.items()}
