"""Requests of the camera room, already found to fit their schemas, as commands and queries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from services.licensing.app.cameras import commands
from services.licensing.app.cameras.ports import Period
from services.licensing.domain.cameras.camera import Looking
from services.licensing.domain.cameras.consents import Terms
from services.licensing.domain.cameras.incident import Report, Span, TimeMark

Asked = Mapping[str, Any]


def register(asked: Asked) -> commands.RegisterCamera:
    looking = Looking(asked["area"], asked["purpose"], asked["stream_reference"])
    return commands.RegisterCamera(asked["licence_id"], looking)


def give_consent(asked: Asked) -> commands.GiveConsent:
    terms = Terms(
        party=asked["party"],
        file=asked["file"],
        paper=asked["paper"],
        purposes=tuple(asked["purposes"]),
        given_on=date.fromisoformat(asked["given_on"]),
        until=date.fromisoformat(asked["until"]),
    )
    return commands.GiveConsent(asked["licence_id"], terms)


def flag(asked: Asked) -> commands.FlagIncident:
    span = Span(
        datetime.fromisoformat(asked["begins_at"]), datetime.fromisoformat(asked["ends_at"])
    )
    report = Report(
        span=span,
        kind=asked["kind"],
        urgency=asked["urgency"],
        text=asked["text"],
        marks=tuple(TimeMark(**mark) for mark in asked["marks"]),
        viewing_id=asked["viewing_id"],
    )
    return commands.FlagIncident(asked["camera_id"], report)


def viewings(asked: Asked) -> tuple[dict[str, str | None], Period, str | None, int]:
    """Filters, days, cursor and size of a list; without days, of all there ever were."""
    period = Period(
        date.min if asked["first"] is None else date.fromisoformat(asked["first"]),
        date.max if asked["last"] is None else date.fromisoformat(asked["last"]),
    )
    but = ("first", "last", "after", "limit")
    filters = {key: value for key, value in asked.items() if key not in but}
    return filters, period, asked["after"], asked["limit"]
