"""Requests, already found to fit their schemas, as commands and queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.licensing.app import commands
from services.licensing.app.shapes import applicant_from, nursery_from
from services.licensing.domain.application import Outcome

Asked = Mapping[str, Any]


def submit(asked: Asked) -> commands.SubmitApplication:
    return commands.SubmitApplication(
        applicant_from(asked["applicant"]), nursery_from(asked["nursery"])
    )


def check(asked: Asked) -> commands.CheckApplication:
    return commands.CheckApplication(
        asked["application_id"], Outcome(asked["outcome"]), asked["findings"]
    )


def reject(asked: Asked) -> commands.RejectApplication:
    text = asked["text"]
    return commands.RejectApplication(
        asked["application_id"], asked["reason_code"], text["ar"], text["en"]
    )


def remind(licence_id: str, timer: str) -> commands.RemindHolder:
    """A timer's name ends with the days before expiry that it is for: `renewal_due_60`."""
    return commands.RemindHolder(licence_id, int(timer.rpartition("_")[2]))


def page(asked: Asked) -> tuple[dict[str, str | None], str | None, int]:
    """Filters, cursor and size of a list."""
    filters = {key: value for key, value in asked.items() if key not in ("after", "limit")}
    return filters, asked["after"], asked["limit"]
