"""What auditors ask of the log of accesses to protected records; every service answers alike."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import Answer, Method, Methods, PageAnswer, PageRequest
from contracts.rpc.problems import read

SERVICES = ("registry", "alternative_care", "notifications")
"""Those that keep such a log."""


class FindAuditEntries(PageRequest):
    """Entries of one service's log, newest first."""

    service = fields.Choice(
        SERVICES, load_default="registry", metadata={"description": "Whose log."}
    )
    record_id = fields.Text(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The record that was looked at or changed, also as one of many that a "
            "page showed.",
            "example": "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11",
        },
    )
    kind = fields.Text(
        load_default=None,
        allow_none=True,
        metadata={"description": "The kind of record.", "example": "person"},
    )
    within = fields.Text(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "The record that they were shown with, such as an emergency; of reading "
            "this log itself (`audit_entry`), the record that was asked for."
        },
    )
    actor = fields.Text(
        load_default=None,
        allow_none=True,
        metadata={"description": "Who did it: the subject of their token.", "example": "clerk-17"},
    )
    action = fields.Text(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "What was done, in full, with the purpose where there is one.",
            "example": "person.sensitive_read.care",
        },
    )
    since = fields.AskedMoment(
        load_default=None,
        allow_none=True,
        metadata={"description": "At this moment or later (RFC 3339, UTC)."},
    )
    until = fields.AskedMoment(
        load_default=None,
        allow_none=True,
        metadata={"description": "Before this moment (RFC 3339, UTC)."},
    )


class AuditEntry(Answer):
    """Who did what to which records, when, and from which centre; never what stands in them."""

    number = fields.Whole(
        required=True, least=1, most=2**53, metadata={"description": "Its place in the chain."}
    )
    at = fields.Moment(required=True)
    actor = fields.Text(required=True, metadata={"example": "clerk-17"})
    roles = fields.Several(fields.Text(), required=True)
    centre = fields.Text(required=True, allow_none=True, metadata={"example": "amman-1"})
    action = fields.Text(required=True, metadata={"example": "person.read"})
    kind = fields.Text(required=True, metadata={"example": "person"})
    record_ids = fields.Several(
        fields.Text(),
        most=10_000,
        required=True,
        metadata={"description": "All that it tells of: a page that was shown is one entry."},
    )
    within = fields.Text(required=True, allow_none=True)
    correlation_id = fields.Text(
        required=True, metadata={"description": "The request; also in logs and events."}
    )


class AuditEntryPage(PageAnswer):
    """One page of entries."""

    items = fields.Several(fields.Nested(AuditEntry), required=True)


READING: Methods = {"find_audit_entries": Method("query", FindAuditEntries, AuditEntryPage)}


def asked(request: Any) -> tuple[dict[str, str], str | None, int]:
    """What is looked for, cursor and size. Raises as `read`."""
    data = read(FindAuditEntries, request)
    after, limit = data.pop("after"), data.pop("limit")
    del data["service"]  # whoever is asked
    return {name: value for name, value in data.items() if value is not None}, after, limit
