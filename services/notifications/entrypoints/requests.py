"""Requests as commands and queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.notifications.app.commands import RecordAgreement, terms_from
from services.notifications.app.ports import Wanted
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import State


def to_wanted(asked: Mapping[str, Any]) -> Wanted:
    """The filters of a list of messages."""
    return Wanted(
        state=State(asked["state"]) if asked["state"] else None,
        channel=Channel(asked["channel"]) if asked["channel"] else None,
        party=asked["party"],
        template=asked["template"],
    )


def to_record_agreement(asked: Mapping[str, Any], expected_version: int | None) -> RecordAgreement:
    """The command that a `PUT` of an agreement is."""
    terms = terms_from({**asked, "fields": asked["fields_shared"]})
    return RecordAgreement(asked["partner"], terms, expected_version)
