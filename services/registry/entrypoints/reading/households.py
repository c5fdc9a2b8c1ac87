"""Requests about households as commands and queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.rpc.problems import read
from contracts.rpc.registry import households as contract
from services.registry.app.households import commands, queries
from services.registry.app.persons import plain
from services.registry.domain.households.household import Member

Request = dict[str, Any]


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


def _members(data: Sequence[Mapping[str, str]]) -> tuple[Member, ...]:
    return tuple(Member(**each) for each in data)
