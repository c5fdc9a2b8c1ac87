"""CSV and XLSX as tables of rows, read a piece at a time and within bounds."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Generic, TypeVar

from services.registry.adapters.files import text
from services.registry.adapters.files.cells import row_of, text_of
from services.registry.adapters.files.column import Column
from services.registry.adapters.files.further import further, has_further
from services.registry.adapters.files.headings import Below, below
from services.registry.adapters.files.workbooks import Worksheet
from services.registry.app.files.import_ports import Table, Unreadable
from services.registry.app.files.ports import FileStore, StoredFile
from services.registry.domain.files.headings import Heading
from services.registry.domain.files.people_import import SentFile
from services.registry.domain.files.rows import Row

MOST_ROWS = 2_000_000
MOST_CELLS = 100
"""Of one row."""
LONGEST_CELL = 10_000


R = TypeVar("R")
Understand = Callable[[Sequence[str]], Below[R]]
"""From the headings to what is understood below them."""


def people(headings: Sequence[str]) -> Below[Row]:
    """Rows of persons."""
    return below(headings, _persons)


def _persons(
    columns: Sequence[Column | None],
) -> Callable[[int, Sequence[Any]], Row | None]:
    more = further if has_further(columns) else None
    return lambda number, cells: row_of(number, columns, cells, more)


class FileTables(Generic[R]):
    """See `services.registry.app.files.import_ports.Tables`."""

    def __init__(self, files: FileStore, understand: Understand[R]) -> None:
        self._files = files
        self._understand = understand

    def open(self, sent: SentFile, stored: StoredFile) -> Table[R]:
        if sent.format == "xlsx":
            return _Workbook(self._files, stored, self._understand)
        return _Csv(self._files, stored, sent.encoding, self._understand)


class _Csv(Generic[R]):
    def __init__(
        self,
        files: FileStore,
        stored: StoredFile,
        declared: str | None,
        understand: Understand[R],
    ) -> None:
        self._files = files
        self._stored = stored
        self._understand = understand
        self._written = text.written(files.read(stored.id), declared)
        self.total: int | None = max(self._written.lines - 1, 0)
        self.headings: Sequence[Heading] = ()

    def rows(self, after: int) -> Iterator[R]:
        csv.field_size_limit(LONGEST_CELL)
        read = text.lines(self._files.read(self._stored.id), self._written.encoding)
        try:
            first = read.readline(100_000)
            delimiter = max(",;\t", key=first.count)
            lines = csv.reader(chain([first], read), delimiter=delimiter)
            found, left = _below(lines, self._understand)
            self.headings = found.headings
            yield from _rows(left, after, found)
        except (csv.Error, UnicodeDecodeError) as error:
            raise Unreadable("import_malformed") from error


class _Workbook(Generic[R]):
    """The first worksheet of a workbook, which wants to be in a file, gone when it is read."""

    def __init__(self, files: FileStore, stored: StoredFile, understand: Understand[R]) -> None:
        self._files = files
        self._stored = stored
        self._understand = understand
        self.total: int | None = None
        self.headings: Sequence[Heading] = ()

    def rows(self, after: int) -> Iterator[R]:
        with tempfile.TemporaryFile(prefix="kanaf-import-") as unpacked:
            for part in self._files.read(self._stored.id):
                unpacked.write(part)
            unpacked.seek(0)
            sheet = Worksheet(unpacked)
            self.total = max((sheet.rows_said or 1) - 1, 0)
            found, left = _below(sheet.rows(), self._understand)
            self.headings = found.headings
            yield from _rows(left, after, found)


def _below(
    read: Iterator[Sequence[Any]], understand: Understand[R]
) -> tuple[Below[R], Iterator[Sequence[Any]]]:
    """What is understood below the headings, and what is left to read."""
    headings = [text_of(cell) for cell in next(read, ())]
    if len(headings) > MOST_CELLS:
        raise Unreadable("import_too_large")
    return understand(headings), read


def _rows(left: Iterator[Sequence[Any]], after: int, below: Below[R]) -> Iterator[R]:
    """The rows below the headings. A row's number is that of the spreadsheet: headings are 1."""
    for number, cells in enumerate(left, start=2):
        if number > MOST_ROWS or len(cells) > MOST_CELLS:
            raise Unreadable("import_too_large")
        if number > after:
            row = below.row(number, cells)
            if row is not None:
                yield row
