"""From the cells of a row to a request, as the counter would send it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from contracts.rpc.fields import latin_digits
from contracts.rpc.registry.households import RELATIONS
from services.registry.adapters.files.columns import Column, spoken
from services.registry.domain.files.rows import HEAD, Row, RowProblem

_DAY_FIRST = re.compile(r"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$")
_YEAR_FIRST = re.compile(r"^([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})$")
_MONTH_FIRST = re.compile(r"^([0-9]{1,2})[/.-]([0-9]{4})$")
_SPACES = re.compile(r"[ \u00a0\t]+")
_QUOTED = re.compile(r"^'(?=[=+@-])")
"""What we write before a text that a spreadsheet would take for a formula."""


def text_of(cell: Any) -> str:
    """What a cell of a spreadsheet says: numbers without a decimal point, dates year first."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _SPACES.sub(" ", str(cell)).strip()


def row_of(
    number: int,
    columns: Sequence[Column | None],
    cells: Sequence[Any],
    further: Callable[[Row, dict[str, Any]], Row] | None = None,
) -> Row | None:
    """The row as a request; `None` for one without anything in it.

    `further` adds what most files have no columns for: see `further.py`.
    """
    texts = [text_of(cell) for cell in cells]
    if not any(texts):
        return None
    request: dict[str, Any] = {}
    alone: dict[str, Any] = {}
    for column, text in zip(columns, texts, strict=False):
        if column is None or not text:
            continue
        if text[0] == "'":
            text = _QUOTED.sub("", text)
        value = column.value(text)
        if column.path:
            _put(request, column.path, value)
        else:
            alone[column.name] = value
    _complete(request)
    household = alone.get("household")
    if household is not None and not household.isascii():
        # One household stays one, whoever typed its number in which digits.
        household = latin_digits(household)
    relation = None if household is None else alone.get("relation")
    row = Row(number, household, relation, request, tuple(_problems(columns, texts, alone)))
    return row if further is None else further(row, alone)


def _put(request: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for step in path[:-1]:
        request = request.setdefault(step, {})
    request[path[-1]] = value


def _complete(request: dict[str, Any]) -> None:
    """What a spreadsheet leaves out or writes in its own way."""
    identity = request.setdefault("identity", {})
    if "kind" not in identity:
        # A mistyped national number must be refused, not taken for the number of another document.
        identity["kind"] = "national_number" if identity.get("number") else "none"
    if "birth_date" in request:
        request["birth_date"] = day_of(latin_digits(request["birth_date"]))
    mobile = request.get("contact", {}).get("mobile")
    if mobile is not None:
        request["contact"]["mobile"] = _mobile(latin_digits(mobile))


def day_of(text: str) -> str:
    """A day as spreadsheets write it, year first; what is none stays as it is."""
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.match(text):
        year, month, day = found.groups()
    elif found := _MONTH_FIRST.match(text):
        return f"{found[2]}-{found[1]:0>2}"
    else:
        return text
    return f"{year}-{month:0>2}-{day:0>2}"


def _mobile(text: str) -> str:
    """A spreadsheet takes the zero from the front of a number."""
    bare = re.sub(r"[ -]", "", text)
    return f"0{bare}" if re.fullmatch(r"7[0-9]{8}", bare) else bare


def _problems(
    columns: Sequence[Column | None], texts: Sequence[str], alone: dict[str, Any]
) -> list[RowProblem]:
    found = []
    if any(texts[len(columns) :]):
        found.append(RowProblem("household", "import_row_too_long"))
    relation = alone.get("relation")
    if "household" not in alone and relation is not None:
        found.append(RowProblem("household", "import_household_missing"))
    elif "household" in alone and relation is None:
        found.append(RowProblem("relation", "import_relation_missing"))
    elif "household" in alone and relation not in (HEAD, *RELATIONS):
        choices = ", ".join((HEAD, *RELATIONS))
        said = spoken("relation", {"choices": choices})
        found.append(RowProblem("relation", "unknown_choice", said))
    return found
