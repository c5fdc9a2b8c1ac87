"""The first worksheet of an XLSX file, read a row at a time and within bounds.

Whatever the library raises while it reads what somebody sent is that file's fault, and told to its
sender: it is written for files of spreadsheet programs, and fails on others in every way there is.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from services.registry.adapters.files.cells import UNCOMPUTED
from services.registry.app.files.import_ports import Unreadable

LARGEST_UNPACKED = 1024 * 1024 * 1024
LARGEST_STRINGS = 96 * 1024 * 1024
"""The texts of a workbook that stand apart are the one thing that is held in memory as a whole."""
LARGEST_RATIO = 200
"""How much smaller than itself a part of a workbook can be packed: beyond it, it is a bomb."""
MOST_ENTRIES = 1000


class Worksheet:
    """The first sheet with cells, after whatever charts. Raises `Unreadable`."""

    def __init__(self, file: IO[bytes]) -> None:
        _must_be_harmless(file)
        with _the_files_fault():
            reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
            reader.read()
            # Of the library's own insides, which alone tell formulas while reading in one pass.
            self._sheet: Any = reader.wb.worksheets[0]
            self.rows_said: int | None = self._sheet.max_row
            # What a workbook says of its size may be wrong, and would cut rows off.
            self._sheet.reset_dimensions()

    def rows(self) -> Iterator[Sequence[Any]]:
        """Every row, from the first one of the sheet, without the empty cells at its end."""
        with _the_files_fault():
            number = 0
            with self._sheet._get_source() as source:
                for found, cells in self._parser(source).parse():
                    for _ in range(number + 1, found):
                        yield ()
                    if found > number:
                        number = found
                        yield _within(self._sheet._get_row(cells, values_only=True))

    def _parser(self, source: IO[bytes]) -> WorkSheetParser:
        book = self._sheet.parent
        return _Parser(
            source,
            self._sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )


class _Reader(ExcelReader):
    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """There are no rows in it."""


class _Parser(WorkSheetParser):
    def parse_cell(self, element: Any) -> dict[str, Any]:
        """A formula whose value is not there, or is an error, is no empty cell."""
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["data_type"] == "e" or (cell["value"] is None and _is_uncomputed(element)):
            cell["value"] = UNCOMPUTED
        return cell


def _is_uncomputed(element: Any) -> bool:
    """Whether there is a formula and no value; that of `=""` is an empty text, which is one."""
    computed = element.get("t") == "str" and element.find(VALUE_TAG) is not None
    return element.find(FORMULA_TAG) is not None and not computed


def _within(cells: Sequence[Any]) -> Sequence[Any]:
    """The cells without those at the end that have a colour or a border and nothing in them."""
    last = len(cells)
    while last and cells[last - 1] is None:
        last -= 1
    return cells[:last]


@contextmanager
def _the_files_fault() -> Iterator[None]:
    try:
        yield
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable("import_malformed") from error


def _must_be_harmless(file: IO[bytes]) -> None:
    """A packed file of a few kilobytes can be gigabytes unpacked. Raises `Unreadable`."""
    with _the_files_fault(), zipfile.ZipFile(file) as packed:
        entries = packed.infolist()
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
