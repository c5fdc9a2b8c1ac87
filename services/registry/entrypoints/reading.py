"""From the words of the contract to the registry's commands and queries.

Each function checks the request against its schema first and raises
`contracts.rpc.problems.InvalidRequest` with every field that does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from contracts.rpc import registry as contract
from contracts.rpc.problems import read
from services.registry.app import commands, plain, queries
from services.registry.domain.household import Member
from services.registry.domain.person import Changes

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


def register_household(request: Request) -> commands.RegisterHousehold:
    data = read(contract.RegisterHousehold, request)
    return commands.RegisterHousehold(
        data["head_id"], _members(data["members"]), plain.address_from(data["address"])
    )


def amend_household(request: Request) -> commands.AmendHousehold:
    data = read(contract.AmendHousehold, request)
    address = data.get("address")
    return commands.AmendHousehold(
        data["household_id"],
        join=_members(data.get("join", [])),
        leave=tuple(data.get("leave", [])),
        address=None if address is None else plain.address_from(address),
    )


def get_household(request: Request) -> str:
    return str(read(contract.GetHousehold, request)["household_id"])


def find_households(request: Request) -> queries.FindHouseholds:
    return queries.FindHouseholds(**read(contract.FindHouseholds, request))


def _facts(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _FACTS[name](value) for name, value in data.items()}


def _members(data: Sequence[Mapping[str, str]]) -> tuple[Member, ...]:
    return tuple(Member(**each) for each in data)
