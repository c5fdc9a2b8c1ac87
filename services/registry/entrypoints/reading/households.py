"""Requests about households as commands and queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from contracts.rpc.problems import read
from contracts.rpc.registry import household_life as life
from contracts.rpc.registry import households as contract
from services.registry.app.households import commands, queries
from services.registry.app.persons import plain
from services.registry.domain.households.life import CourtPermission, Dwelling, Member, Succession
from services.registry.entrypoints.reading.reasons import said

Request = dict[str, Any]


def register_household(request: Request) -> commands.RegisterHousehold:
    data = read(contract.RegisterHousehold, request)
    return commands.RegisterHousehold(
        data["head_id"],
        _members(data["members"]),
        plain.address_from(data["address"]),
        _dwelling(data["dwelling"]),
    )


def amend_household(request: Request) -> commands.AmendHousehold:
    data = read(contract.AmendHousehold, request)
    address = data.get("address")
    return commands.AmendHousehold(
        data["household_id"],
        join=_members(data.get("join", [])),
        leave=tuple(data.get("leave", [])),
        address=None if address is None else plain.address_from(address),
        dwelling=_dwelling(data.get("dwelling")),
        successor=succession(data.get("successor")),
        reason=said(data.get("reason")),
    )


def get_household(request: Request) -> tuple[str, datetime | None]:
    data = read(contract.GetHousehold, request)
    at = data["at"]
    return data["household_id"], None if at is None else datetime.fromisoformat(at)


def get_household_history(request: Request) -> str:
    return str(read(contract.GetHouseholdHistory, request)["household_id"])


def split(request: Request) -> commands.Split:
    return commands.Split(**_life(read(life.Split, request)))


def divorce(request: Request) -> commands.Divorce:
    return commands.Divorce(**_life(read(life.Divorce, request)))


def join(request: Request) -> commands.Join:
    return commands.Join(**_life(read(life.Join, request)))


def move(request: Request) -> commands.Move:
    return commands.Move(**_life(read(life.Move, request)))


def death(request: Request) -> commands.Death:
    return commands.Death(**_life(read(life.Death, request)))


def marriage(request: Request) -> commands.Marriage:
    return commands.Marriage(**_life(read(life.Marriage, request)))


def birth(request: Request) -> commands.Birth:
    return commands.Birth(**_life(read(life.Birth, request)))


def find_households(request: Request) -> queries.FindHouseholds:
    return queries.FindHouseholds(**read(contract.FindHouseholds, request))


def succession(data: Mapping[str, Any] | None) -> Succession | None:
    return None if data is None else Succession(data["head_id"], _members(data["members"]))


def _members(data: Sequence[Mapping[str, str]]) -> tuple[Member, ...]:
    return tuple(Member(**each) for each in data)


def _dwelling(data: Mapping[str, Any] | None) -> Dwelling | None:
    return None if data is None else Dwelling(**data)


def _permission(data: Mapping[str, str] | None) -> CourtPermission | None:
    if data is None:
        return None
    return CourtPermission(data["number"], date.fromisoformat(data["date"]))


def _newborns(data: Sequence[Mapping[str, Any]]) -> tuple[commands.Newborn, ...]:
    return tuple(
        commands.Newborn(
            plain.name_from(each["name"]),
            each["sex"],
            plain.identity_from(each["identity"]),
            plain.guardian_from(each["guardian"]),
        )
        for each in data
    )


_UNDERSTOOD: Mapping[str, Callable[[Any], Any]] = {
    "on": date.fromisoformat,
    "members": _members,
    "address": plain.address_from,
    "dwelling": _dwelling,
    "successor": succession,
    "children": _newborns,
    "court_permission": _permission,
}


def _life(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _UNDERSTOOD[name](value) if name in _UNDERSTOOD else value
        for name, value in data.items()
    }
