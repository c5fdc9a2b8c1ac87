"""From the cells of a row to a request, as the counter would send it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from contracts.rpc.fields import latin_digits
from contracts.rpc.registry.households import RELATIONS
from services.registry.adapters.files.columns import Column, spoken
from services.registry.domain.files.rows import HEAD, ROW, Row, RowProblem

_DAY_FIRST = re.compile(r"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$")
_YEAR_FIRST = re.compile(r"^([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})$")
_MONTH_FIRST = re.compile(r"^([0-9]{1,2})[/.-]([0-9]{4})$")
_SPACES = re.compile(r"[ \u00a0\t]+")
_QUOTED = re.compile(r"^'(?=[=+@-])")
"""What we write before a text that a spreadsheet would take for a formula."""
_DIRECTION = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What copying and pasting leaves in a cell and nobody sees."""
_SCIENTIFIC = re.compile(r"[0-9](?:[.,\u066b][0-9]+)?[Ee]\+[0-9]{2,3}")
"""A long number as spreadsheets show it, and write it into a CSV: its digits are lost."""


class Uncomputed:
    """Stands in a cell for the value of a formula that is not there, or is an error."""


UNCOMPUTED: Final = Uncomputed()


def text_of(cell: Any) -> str:
    """What a cell of a spreadsheet says: numbers without a decimal point, dates year first."""
    if isinstance(cell, str):
        seen = cell if cell.isascii() else _DIRECTION.sub("", cell)
        return _SPACES.sub(" ", seen).strip()
    if cell is None or cell is UNCOMPUTED:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def unread(cell: Any, text: str) -> str | None:
    """Why a cell does not say what its writer meant: a code, if there is such a reason."""
    if cell is UNCOMPUTED:
        return "import_formula_without_value"
    if "+" in text and _SCIENTIFIC.fullmatch(latin_digits(text)):
        return "import_scientific_number"
    return None


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
    if not any(texts) and UNCOMPUTED not in cells:
        return None
    unsaid = dict(_unread(columns, cells, texts))
    request: dict[str, Any] = {}
    alone: dict[str, Any] = {}
    for column, text in zip(columns, texts, strict=False):
        if column is None or not text or column.name in unsaid:
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
    wrong = (
        *(RowProblem(name, code) for name, code in unsaid.items()),
        *_problems(columns, texts, alone, unsaid),
    )
    row = Row(number, household, relation, request, wrong)
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


def _unread(
    columns: Sequence[Column | None], cells: Sequence[Any], texts: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Column to why its cell does not say what its writer meant."""
    for column, cell, text in zip(columns, cells, texts, strict=False):
        code = None if column is None else unread(cell, text)
        if column is not None and code is not None:
            yield column.name, code


def _problems(
    columns: Sequence[Column | None],
    texts: Sequence[str],
    alone: dict[str, Any],
    unsaid: Collection[str],
) -> Iterator[RowProblem]:
    if any(texts[len(columns) :]):
        yield RowProblem(ROW, "import_row_too_long")
    if not {"household", "relation"}.isdisjoint(unsaid):
        return
    relation = alone.get("relation")
    if "household" not in alone and relation is not None:
        yield RowProblem("household", "import_household_missing")
    elif "household" in alone and relation is None:
        yield RowProblem("relation", "import_relation_missing")
    elif "household" in alone and relation not in (HEAD, *RELATIONS):
        choices = ", ".join((HEAD, *RELATIONS))
        said = spoken("relation", {"choices": choices})
        yield RowProblem("relation", "unknown_choice", said)
