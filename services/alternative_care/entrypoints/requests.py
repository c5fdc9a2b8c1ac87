"""Requests, already found to fit their schemas, as commands and queries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.alternative_care.app import commands
from services.alternative_care.app.shapes import child_from, decision_from
from services.alternative_care.domain.case import Risk
from services.alternative_care.domain.events import Contact
from services.alternative_care.domain.family import Approval, Place

Asked = Mapping[str, Any]


def register_family(asked: Asked) -> commands.RegisterFamily:
    return commands.RegisterFamily(
        carers=tuple(asked["carers"]),
        contact=Contact(**asked["contact"]),
        place=Place(**asked["place"]),
        capacity=asked["capacity"],
        approval=Approval(decision_from(asked["approval"]), decision_from(asked["court_approval"])),
    )


def open_case(asked: Asked) -> commands.OpenCase:
    return commands.OpenCase(
        child=child_from(asked["child"]),
        legal_situation=asked["legal_situation"],
        risk_level=Risk(asked["risk_level"]),
        governorate=asked["governorate"],
        centre=asked["centre"],
        caseworker=asked["caseworker"],
    )


def place_child(asked: Asked) -> commands.PlaceChild:
    return commands.PlaceChild(
        case_id=asked["case_id"],
        family_id=asked["family_id"],
        court_decision=decision_from(asked["court_decision"]),
        started_on=date.fromisoformat(asked["started_on"]),
    )


def end_placement(asked: Asked) -> commands.EndPlacement:
    return commands.EndPlacement(
        case_id=asked["case_id"],
        placement_id=asked["placement_id"],
        ended_on=date.fromisoformat(asked["ended_on"]),
        reason_code=asked["reason_code"],
    )


def page(asked: Asked) -> tuple[dict[str, str | None], str | None, int]:
    """Filters, cursor and size of a list."""
    filters = {key: value for key, value in asked.items() if key not in ("after", "limit")}
    return filters, asked["after"], asked["limit"]
