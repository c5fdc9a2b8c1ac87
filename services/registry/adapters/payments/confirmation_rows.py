"""The rows of a provider's file: what became of a payment, or what is wrong with the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from contracts.rpc.fields import latin_digits
from contracts.rpc.problems import InvalidRequest, read
from contracts.rpc.registry.confirmations import ConfirmationLine
from services.registry.adapters.files.cells import day_of, text_of, unread
from services.registry.adapters.files.columns import Column, listed_in
from services.registry.adapters.files.headings import Below, below
from services.registry.domain.files.rows import RowProblem
from services.registry.domain.payments.confirmation import OTHER_AMOUNT, RETURNED, Line, TellingRow

_NO_CODE = re.compile(r"[^a-z0-9]+")
UNSPECIFIED = "unspecified"


@cache
def columns_of_confirmations() -> Mapping[str, Column]:
    """The columns that such a file can have, by name."""
    return listed_in(Path(__file__).with_name("confirmation_columns.yaml"))


def confirmations(headings: Sequence[str]) -> Below[TellingRow]:
    """Rows of confirmations below these headings. Raises `Unreadable`."""
    return below(headings, _rows, columns_of_confirmations())


def _rows(
    columns: Sequence[Column | None],
) -> Callable[[int, Sequence[Any]], TellingRow | None]:
    return lambda number, cells: _row(number, columns, cells)


def _row(number: int, columns: Sequence[Column | None], cells: Sequence[Any]) -> TellingRow | None:
    texts = {
        column.name: column.value(text_of(cell))
        for column, cell in zip(columns, cells, strict=False)
        if column is not None and text_of(cell)
    }
    unsaid = _unread(columns, cells)
    if not (texts or unsaid) or texts.pop("record", "payment") == "total":
        return None
    if unsaid:
        return TellingRow(number, None, unsaid[0])
    payment_id = latin_digits(texts.get("payment_id", "")).lower()
    asked = {**texts, "payment_id": payment_id, "on": day_of(latin_digits(texts.get("on", "")))}
    reason = _code(asked.pop("reason", ""))
    dinars = asked.pop("amount_jod", None)
    asked.setdefault("amount_fils", dinars)
    if household_id := asked.get("household_id"):
        asked["household_id"] = latin_digits(household_id).lower()
    try:
        told = read(ConfirmationLine, asked)
    except InvalidRequest as refusal:
        first = refusal.errors[0]
        problem = RowProblem(first.pointer.strip("/"), first.code, first.params)
        return TellingRow(number, None, problem)
    if dinars not in (None, told["amount_fils"]):
        return TellingRow(number, None, RowProblem("amount_jod", f"confirmation_{OTHER_AMOUNT}"))
    told["reason"] = reason if told["outcome"] == RETURNED else None
    return TellingRow(number, Line(**told))


def _unread(columns: Sequence[Column | None], cells: Sequence[Any]) -> list[RowProblem]:
    """Cells that do not say what their writer meant."""
    pairs = ((each, cell) for each, cell in zip(columns, cells, strict=False) if each is not None)
    codes = ((each.name, unread(cell, text_of(cell))) for each, cell in pairs)
    return [RowProblem(name, code) for name, code in codes if code is not None]


def _code(text: str) -> str:
    """A provider's own words as a code, as far as they are Latin."""
    code = _NO_CODE.sub("_", latin_digits(text).casefold()).strip("_")[:60]
    return code if code[:1].isalpha() else UNSPECIFIED
