"""Requests about emergencies as commands and queries."""

from __future__ import annotations

from typing import Any

from contracts.rpc.problems import read
from contracts.rpc.registry import emergencies as contract
from services.registry.app.emergencies import commands, queries
from services.registry.domain.emergencies.emergency import Amount, Group, Place

Request = dict[str, Any]


def declare_emergency(request: Request) -> commands.DeclareEmergency:
    data = read(contract.DeclareEmergency, request)
    return commands.DeclareEmergency(
        title=data["title"],
        reason_code=data["reason_code"],
        places=tuple(Place(**each) for each in data["places"]),
        group=Group(**(data["group"] or {})),
        amount=Amount(**data["amount"]),
    )


def approve_emergency(request: Request) -> commands.ApproveEmergency:
    return commands.ApproveEmergency(**read(contract.EmergencyRef, request))


def pay_emergency_again(request: Request) -> commands.PayEmergencyAgain:
    return commands.PayEmergencyAgain(**read(contract.EmergencyRef, request))


def cancel_emergency(request: Request) -> commands.CancelEmergency:
    return commands.CancelEmergency(**read(contract.CancelEmergency, request))


def get_emergency(request: Request) -> str:
    return str(read(contract.EmergencyRef, request)["emergency_id"])


def find_emergencies(request: Request) -> queries.FindEmergencies:
    return queries.FindEmergencies(**read(contract.FindEmergencies, request))


def list_emergency_targets(request: Request) -> queries.ListTargets:
    return queries.ListTargets(**read(contract.ListEmergencyTargets, request))
