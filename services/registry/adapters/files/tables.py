"""CSV and XLSX as tables of rows, read a piece at a time and within bounds."""

from __future__ import annotations

import csv
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, Any, Generic, TypeVar

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from services.registry.adapters.files import text
from services.registry.adapters.files.cells import row_of, text_of
from services.registry.adapters.files.columns import headed
from services.registry.adapters.files.further import further, has_further
from services.registry.app.files.import_ports import Table, Unreadable
from services.registry.app.files.ports import FileStore, StoredFile
from services.registry.domain.files.people_import import SentFile
from services.registry.domain.files.rows import Row

MOST_ROWS = 2_000_000
MOST_CELLS = 100
"""Of one row."""
LONGEST_CELL = 10_000

LARGEST_UNPACKED = 1024 * 1024 * 1024
LARGEST_STRINGS = 96 * 1024 * 1024
"""The texts of a workbook that stand apart are the one thing that is held in memory as a whole."""
LARGEST_RATIO = 200
"""How much smaller than itself a part of a workbook can be packed: beyond it, it is a bomb."""
MOST_ENTRIES = 1000


R = TypeVar("R")
Understand = Callable[[Sequence[str]], Callable[[int, Sequence[Any]], R | None]]
"""From the headings to what makes a row of its number and its cells; nothing of an empty one."""


def people(headings: Sequence[str]) -> Callable[[int, Sequence[Any]], Row | None]:
    """Rows of persons."""
    columns = headed(headings)
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

    def rows(self, after: int) -> Iterator[R]:
        csv.field_size_limit(LONGEST_CELL)
        read = text.lines(self._files.read(self._stored.id), self._written.encoding)
        try:
            first = read.readline(100_000)
            delimiter = max(",;\t", key=first.count)
            lines = csv.reader(chain([first], read), delimiter=delimiter)
            yield from _rows(lines, after, self._understand)
        except (csv.Error, UnicodeDecodeError) as error:
            raise Unreadable("import_malformed") from error


class _Workbook(Generic[R]):
    """The first sheet of a workbook; openpyxl wants it in a file, which is gone when it is read."""

    def __init__(self, files: FileStore, stored: StoredFile, understand: Understand[R]) -> None:
        self._files = files
        self._stored = stored
        self._understand = understand
        self.total: int | None = None

    def rows(self, after: int) -> Iterator[R]:
        with tempfile.TemporaryFile(prefix="kanaf-import-") as unpacked:
            for part in self._files.read(self._stored.id):
                unpacked.write(part)
            unpacked.seek(0)
            _must_be_harmless(unpacked)
            try:
                book = openpyxl.load_workbook(unpacked, read_only=True, data_only=True)
                sheet = book.worksheets[0]
                self.total = max((sheet.max_row or 1) - 1, 0)
                # What a workbook says of its size may be wrong, and would cut rows off.
                sheet.reset_dimensions()
                yield from _rows(sheet.iter_rows(values_only=True), after, self._understand)
                book.close()
            except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError,
                    SyntaxError) as error:  # fmt: skip  # an XML error is a SyntaxError
                raise Unreadable("import_malformed") from error


def _must_be_harmless(file: IO[bytes]) -> None:
    """A packed file of a few kilobytes can be gigabytes unpacked. Raises `Unreadable`."""
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise Unreadable("import_malformed") from error
    strings = sum(each.file_size for each in entries if each.filename.endswith("sharedStrings.xml"))
    ratios = (each.file_size / max(each.compress_size, 1) for each in entries)
    if (
        len(entries) > MOST_ENTRIES
        or sum(each.file_size for each in entries) > LARGEST_UNPACKED
        or strings > LARGEST_STRINGS
        or max(ratios, default=0) > LARGEST_RATIO
    ):
        raise Unreadable("import_too_large")
    file.seek(0)


def _rows(read: Iterable[Sequence[Any]], after: int, understand: Understand[R]) -> Iterator[R]:
    """The rows below the headings. A row's number is that of the spreadsheet: headings are 1."""
    left = iter(read)
    row_at = understand([text_of(cell) for cell in next(left, ())])
    for number, cells in enumerate(left, start=2):
        if number > MOST_ROWS or len(cells) > MOST_CELLS:
            raise Unreadable("import_too_large")
        if number > after:
            row = row_at(number, cells)
            if row is not None:
                yield row
