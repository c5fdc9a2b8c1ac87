"""What was refused, as a table that people open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from contracts.refusals import say
from services.registry.domain.files.rows import Row

BOM = b"\xef\xbb\xbf"
"""Tells spreadsheets that the text is UTF-8: without it they show Arabic as garbage."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_AT_ONCE = 200


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: what somebody typed must not run."""
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The rows as CSV (RFC 4180) in UTF-8, some at a time."""
    text = io.StringIO()
    writer = csv.writer(text)
    yield BOM
    for number, row in enumerate(rows, start=1):
        writer.writerow([harmless(cell) for cell in row])
        if number % _AT_ONCE == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


class CsvReports:
    """See `services.registry.app.files.import_ports.Reports`."""

    def lines(self, rows: Iterable[Row], headings: Mapping[str, str]) -> Iterator[bytes]:
        return csv_lines(_problems(rows, headings))


def _problems(rows: Iterable[Row], headings: Mapping[str, str]) -> Iterator[Sequence[Any]]:
    yield ("row", "column", "code", "الخطأ", "problem", "heading")
    for row in rows:
        for each in row.problems:
            said = (say(each.code, language, each.params).detail for language in ("ar", "en"))
            yield (row.number, each.column, each.code, *said, headings.get(each.column))
