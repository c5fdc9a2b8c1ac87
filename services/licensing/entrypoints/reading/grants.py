"""Requests about grants as commands of the same fields, and timers by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from chassis.plain import made
from contracts.rpc.base import Request
from contracts.rpc.problems import read
from services.licensing.app.grants.commands import TellOverdue

C = TypeVar("C")
Filters = dict[str, str | None]


def command(kind: type[C], contract: type[Request], request: Mapping[str, Any]) -> C:
    """The command that the request is; both have the same fields."""
    return made(read(contract, request), kind)


def named(contract: type[Request], request: Mapping[str, Any]) -> str:
    """The one identifier that the request has."""
    (identifier,) = read(contract, request).values()
    return str(identifier)


def page(contract: type[Request], request: Mapping[str, Any]) -> tuple[Filters, str | None, int]:
    """Filters, cursor and size of a list."""
    asked = read(contract, request)
    filters = {name: each for name, each in asked.items() if name not in ("after", "limit")}
    return filters, asked["after"], asked["limit"]


def overdue(grant_id: str, timer: str) -> TellOverdue:
    """A timer's name ends with the report's number and the days it is late by:
    `report_overdue_2_15`."""
    *_, number, days = timer.split("_")
    return TellOverdue(grant_id, int(number), int(days))
