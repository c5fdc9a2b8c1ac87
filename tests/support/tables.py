"""Tables that somebody sent, read as an import or a payment provider's file is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from services.registry.adapters.files.memory import MemoryFiles
from services.registry.adapters.files.tables import FileTables, Understand, people
from services.registry.app.files.import_ports import Unreadable
from services.registry.domain.files.headings import Heading
from services.registry.domain.files.people_import import SentFile, Unread
from services.registry.domain.files.rows import Row

R = TypeVar("R")


def table_of(
    data: bytes, format_: str, encoding: str | None, understand: Understand[R]
) -> tuple[list[R], Sequence[Heading]]:
    """The rows of a file and its headings. Raises `Unreadable`."""
    files = MemoryFiles()
    stored = files.write("a", "application/octet-stream", [data], owner="test")
    sent = SentFile("a", format_, encoding, len(data), stored.sha256)
    table = FileTables(files, understand).open(sent, stored)
    return list(table.rows(0)), table.headings


def rows_in(data: bytes, format_: str = "csv", encoding: str | None = None) -> list[Row]:
    """The rows of persons in it."""
    return list(table_of(data, format_, encoding, people)[0])


def headings_in(data: bytes, format_: str = "csv") -> Sequence[Heading]:
    return table_of(data, format_, None, people)[1]


def unread(
    data: bytes, format_: str = "csv", encoding: str | None = None,
    understand: Understand[R] = people,  # type: ignore[assignment]  # persons, unless said
) -> Unread | None:  # fmt: skip
    """Why none of it can be read."""
    try:
        table_of(data, format_, encoding, understand)
    except Unreadable as error:
        return error.reason
    return None


def wrong(row: Row) -> list[tuple[str, str]]:
    """Column and code of what is wrong with a row."""
    return [(each.column, each.code) for each in row.problems]
