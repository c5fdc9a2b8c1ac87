"""What is known of a document, and of the record it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.documents.types import PART_SIZE


@dataclass(frozen=True)
class Announced:
    """A file as its uploader describes it, before it comes.

    `name` as they wrote it; `kind` the code of what the paper is for; `expires_on` the last day on
    which the paper itself is valid, where it says one.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    kind: str
    expires_on: date | None

    @property
    def parts(self) -> int:
        """In how many parts it comes, counted from 0."""
        return -(-self.size // PART_SIZE)

    def length_of(self, part: int) -> int:
        """The bytes of one part; none where there is no such part."""
        return max(0, min(PART_SIZE, self.size - part * PART_SIZE))


@dataclass(frozen=True)
class RecordRef:
    """The record that a document belongs to, and what decides who sees it: where it is served,
    and whose it is (as `domain.access.owner_marks` writes it)."""

    kind: str
    id: str
    governorate: str
    owners: frozenset[str]

    @property
    def key(self) -> str:
        """Names the record among all records of licensing."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True)
class DocumentFacts:
    """What other areas are told of a document that they may use."""

    kind: str
    media_type: str
    size: int
    sha256: str
    expires_on: date | None
    state: str
