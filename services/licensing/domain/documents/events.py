"""What happens to documents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentAdvanced:
    """It came a step further; `reason` is the code of why it was refused."""

    document_id: str
    kind: str
    state: str
    reason: str | None


@dataclass(frozen=True)
class DocumentAttached:
    """It belongs to this record, or that record's owners have changed."""

    document_id: str
    kind: str
    record_kind: str
    record_id: str


@dataclass(frozen=True)
class DocumentSettled:
    """The time for its upload is over, and nothing is kept beside it."""

    document_id: str


Event = DocumentAdvanced | DocumentAttached | DocumentSettled
