"""Requests about persons as commands and queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
}


def register_person(request: Request) -> commands.RegisterPerson:
    data = read(contract.RegisterPerson, request)
    return commands.RegisterPerson(**_facts(data))


def amend_person(request: Request) -> commands.AmendPerson:
    data = read(contract.AmendPerson, request)
    person_id = data.pop("person_id")
    return commands.AmendPerson(person_id, cast("Changes", _facts(data)))


def get_person(request: Request) -> str:
    return str(read(contract.GetPerson, request)["person_id"])


def find_persons(request: Request) -> queries.FindPersons:
    return queries.FindPersons(**read(contract.FindPersons, request))


def _facts(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _FACTS[name](value) for name, value in data.items()}
