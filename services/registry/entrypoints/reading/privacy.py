"""Requests about privacy as commands and queries."""

from __future__ import annotations

from typing import Any

from contracts.rpc.problems import read
from contracts.rpc.registry import protection
from services.registry.app.privacy.protecting import LiftProtection, ProtectPerson

Request = dict[str, Any]


def protect_person(request: Request) -> ProtectPerson:
    data = read(protection.ProtectPerson, request)
    return ProtectPerson(**{**data, "knowers": tuple(data["knowers"])})


def lift_protection(request: Request) -> LiftProtection:
    return LiftProtection(**read(protection.LiftProtection, request))
