"""What the registry's areas need of files: kept in parts, written once, read in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

PART_SIZE = 512 * 1024
"""Bytes of every part of a file but the last: with base64 it fits a request and a reply."""


@dataclass(frozen=True)
class StoredFile:
    """A file that is there as a whole. `owner` names the record it belongs to: `<kind>/<id>`."""

    id: str
    name: str
    media_type: str
    owner: str
    size: int
    sha256: str
    rows: int | None = None

    @property
    def parts(self) -> int:
        """How many parts it has, counted from 0."""
        return -(-self.size // PART_SIZE)


class FileStore(Protocol):
    """Where files are kept."""

    def write(
        self,
        name: str,
        media_type: str,
        chunks: Iterable[bytes],
        *,
        owner: str,
        file_id: str | None = None,
        rows: int | None = None,
    ) -> StoredFile:
        """Keep what the chunks make together; it is to be had only when all of it is there.

        With the `file_id` of a file that was begun before (a run that was cut off) it begins anew.
        """
        ...

    def described(self, file_id: str) -> StoredFile:
        """What is known of a file. Raises `NotFound("file_not_found")`."""
        ...

    def part(self, file_id: str, number: int) -> bytes:
        """One part of `PART_SIZE` bytes, the last one shorter. Raises `NotFound`."""
        ...

    def read(self, file_id: str) -> Iterator[bytes]:
        """The whole file, part by part. Raises `NotFound`."""
        ...

    def delete(self, file_id: str) -> None:
        """It and its parts are gone; nothing happens when there is none."""
        ...

    def put_part(self, file_id: str, number: int, data: bytes) -> None:
        """Keep one part of a file that is being sent; the same part may come again."""
        ...

    def present(self, file_id: str) -> list[int]:
        """Which parts are there, of a file that is being sent."""
        ...

    def complete(
        self, file_id: str, name: str, media_type: str, *, owner: str, size: int, sha256: str
    ) -> StoredFile | None:
        """Declare whole what was sent in parts; `None` when size or SHA-256 are others."""
        ...
