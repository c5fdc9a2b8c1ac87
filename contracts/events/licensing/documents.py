"""What licensing tells about documents: identifiers and plain facts, never what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Event, Id, Word


@dataclass(frozen=True)
class DocumentAdvanced(Event):
    """A document came a step further; `state` says where it is, `reason` why it was refused."""

    TYPE: ClassVar[str] = "kanaf.licensing.document.advanced.v1"
    AGGREGATE: ClassVar[str] = "document"

    document_id: Id
    kind: Word
    state: Word
    reason: Word | None


@dataclass(frozen=True)
class DocumentAttached(Event):
    """A document belongs to this record, or the record's owners or place have changed."""

    TYPE: ClassVar[str] = "kanaf.licensing.document.attached.v1"
    AGGREGATE: ClassVar[str] = "document"

    document_id: Id
    kind: Word
    record_kind: Word
    record_id: Id


@dataclass(frozen=True)
class DocumentSettled(Event):
    """The time for a document's upload is over."""

    TYPE: ClassVar[str] = "kanaf.licensing.document.settled.v1"
    AGGREGATE: ClassVar[str] = "document"

    document_id: Id
