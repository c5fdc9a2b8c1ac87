"""What documents need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Protocol

from services.licensing.app.ports import Keeping, View, Wanted
from services.licensing.domain.access import Actor
from services.licensing.domain.documents.document import Document
from services.licensing.domain.documents.facts import Announced, RecordRef
from services.licensing.domain.documents.rules import DocumentRules

Rules = Callable[[date], DocumentRules]
"""The rules that are in force on a day."""


class KeptDocuments(Keeping[Document], Protocol):
    """The documents there are; see `chassis.documents.kind.Store`."""

    def view(self, document_id: str) -> View: ...

    def find(self, wanted: Wanted, after: str | None, limit: int) -> View:
        """A page of views, newest first."""
        ...

    def companion(self, document_id: str) -> Document:
        """One that changes along with a record. Raises `DocumentUnknown`."""
        ...

    def of(self, record: RecordRef) -> Sequence[Document]:
        """All that belong to this record, to be changed along with it."""
        ...

    def free_place(self, document_id: str, uploader: str, most: int) -> int | None:
        """A place for one more document without a record, of so many; none when all are taken.

        What was announced before under this id is answered as it was then. Two that take the last
        place at once are decided by `add`: one of the commands is run again.
        """
        ...

    def forget_answers(self, document_id: str) -> None:
        """Earlier answers about it say no more than it is now."""
        ...


class Content(Protocol):
    """Where files are kept: in parts while they come, then each as one."""

    def put_part(self, document_id: str, number: int, data: bytes) -> None:
        """Keep one part; the same one may come again."""
        ...

    def present(self, document_id: str) -> list[int]:
        """Which parts are there."""
        ...

    def assemble(self, document_id: str, announced: Announced) -> str | None:
        """Store the parts as one file; its id, or `None` when size or SHA-256 are others.

        Each call stores another file: of two at once, none disturbs the other.
        """
        ...

    def open(self, content: str) -> AbstractContextManager[BinaryIO]:
        """The file, to be read and searched within the block."""
        ...

    def read(self, content: str, part: int) -> bytes:
        """One part of a file, as `Announced.parts` counts them."""
        ...

    def tidy(self, document_id: str, keep: str | None) -> None:
        """Delete all parts and files of a document but this one."""
        ...

    def drop(self, content: str) -> None:
        """Delete one file."""
        ...


class Looking(Protocol):
    """Tells from the bytes themselves what a file is and whether it may be opened."""

    def media_type(self, file: BinaryIO) -> str | None:
        """What it is by its first bytes; `None` for anything that is not taken here."""
        ...

    def hazard(self, media_type: str, file: BinaryIO) -> str | None:
        """The code of why nobody should open it, if anything is found."""
        ...


@dataclass(frozen=True)
class Verdict:
    """What a virus scanner said: the name of what it found, if anything."""

    signature: str | None = None


class Scanner(Protocol):
    """A virus scanner."""

    def scan(self, chunks: Iterator[bytes]) -> Verdict:
        """Raises a refusal of the kind `unavailable` when it does not answer: ask again later."""
        ...


class Judging(Protocol):
    """Records that bodies outside of the ministry judge, each by some of their documents."""

    def papers(self, record_key: str, actor: Actor) -> Collection[str]:
        """The documents of this record (`<kind>/<id>`) that the actor's body reads, now that it is
        asked; none for everybody else."""
        ...


class Showing(Protocol):
    """Records of which those whose matter they are see some documents, and not others."""

    def shown(self, record_key: str, actor: Actor) -> Collection[str]:
        """The documents of this record (`<kind>/<id>`) that the actor sees now; none for everybody
        whose matter it is not."""
        ...


class Audit(Protocol):
    """Where readings are written down; see `chassis.audit.Audit`."""

    def record(
        self, action: str, kind: str, record_id: str | Sequence[str], within: str | None = None
    ) -> None: ...
