"""What licensing can be told of documents."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.domain.documents.facts import Announced


@dataclass(frozen=True)
class AnnounceDocument:
    """A file will come, in parts."""

    file: Announced


@dataclass(frozen=True)
class PutDocumentPart:
    """One part of an announced file, counted from 0."""

    document_id: str
    part: int
    data: bytes


@dataclass(frozen=True)
class FindDocuments:
    """Those of one record, by its `<kind>/<id>`; without one, the caller's own."""

    record_key: str | None
    after: str | None
    limit: int
