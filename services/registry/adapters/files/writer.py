"""Rows as CSV or XLSX, however many there are."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook

from services.registry.adapters.files.reports import csv_lines, harmless

_MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_CHUNK = 256 * 1024


class RowWriter:
    """See `services.registry.app.files.exports.Writer`."""

    def media_type(self, format_: str) -> str:
        return _MEDIA_TYPES[format_]

    def chunks(self, format_: str, rows: Iterable[list[Any]]) -> Iterator[bytes]:
        return _xlsx(rows) if format_ == "xlsx" else csv_lines(rows)


def _xlsx(rows: Iterable[list[Any]]) -> Iterator[bytes]:
    """A workbook is packed as a whole, so it goes by way of a file; memory holds one row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("kanaf")
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    with tempfile.TemporaryFile(prefix="kanaf-export-") as packed:
        book.save(packed)
        packed.seek(0)
        while chunk := packed.read(_CHUNK):
            yield chunk
