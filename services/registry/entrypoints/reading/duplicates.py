"""Requests about duplicates as commands and queries."""

from __future__ import annotations

from typing import Any

from contracts.events.registry.households import HouseholdAmended, HouseholdRegistered
from contracts.events.registry.persons import PersonAmended, PersonRegistered
from contracts.rpc.problems import read
from contracts.rpc.registry import duplicates as contract
from contracts.rpc.registry import matchings
from services.registry.app.duplicates import commands
from services.registry.app.persons import plain
from services.registry.entrypoints.reading.households import succession

Request = dict[str, Any]


def check(request: Request) -> commands.CheckDuplicates:
    data = read(contract.CheckDuplicates, request)
    identity = data["identity"]
    return commands.CheckDuplicates(
        name=plain.name_from(data["name"]),
        birth_date=plain.birth_date_from(data["birth_date"]),
        sex=data["sex"],
        identity=None if identity is None else plain.identity_from(identity),
        other_documents=plain.documents_from(data["other_documents"]),
        mobile=data["mobile"],
        governorate=data["governorate"],
    )


def merge(request: Request) -> commands.MergeDuplicate:
    data = read(contract.MergeDuplicate, request)
    return commands.MergeDuplicate(**{**data, "successor": succession(data["successor"])})


def decide(request: Request) -> commands.DecideDuplicate:
    return commands.DecideDuplicate(**read(contract.DecideDuplicate, request))


def get(request: Request) -> str:
    return str(read(contract.GetDuplicate, request)["duplicate_id"])


def housed(event: HouseholdRegistered | HouseholdAmended) -> tuple[str, ...]:
    """Who is new in a household. Who came with a file was made by it, and never merged before."""
    if isinstance(event, HouseholdAmended):
        return event.joined
    return () if event.imported else event.member_ids


def rehoused(event: HouseholdRegistered | HouseholdAmended) -> tuple[str, ...]:
    """Whom a household may tell apart now, or tells apart no longer."""
    return (*housed(event), *(event.left if isinstance(event, HouseholdAmended) else ()))


def find(request: Request) -> commands.FindDuplicates:
    return commands.FindDuplicates(**read(contract.FindDuplicates, request))


def start_matching(request: Request) -> tuple[str, ...]:
    return tuple(sorted(read(matchings.StartMatching, request)["governorates"]))


def matching(request: Request) -> str:
    return str(read(matchings.OneMatching, request)["matching_id"])


def find_matchings(request: Request) -> tuple[str | None, str | None, int]:
    data = read(matchings.FindMatchings, request)
    return data["status"], data["after"], data["limit"]


def tells_of_address(event: PersonRegistered | PersonAmended) -> bool:
    """Whether it tells that a person lives elsewhere now."""
    return isinstance(event, PersonAmended) and "address" in event.fields
