"""The rows of a provider's file as its line of totals counts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from contracts.rpc.fields import latin_digits
from services.registry.adapters.files.cells import text_of
from services.registry.adapters.files.columns import Column
from services.registry.adapters.files.headings import Below, below
from services.registry.adapters.payments.confirmation_rows import columns_of_confirmations
from services.registry.domain.payments.confirmation import ControlRow

_WHOLE, _DINARS = re.compile("[0-9]{1,15}"), re.compile(r"([0-9]{1,12})(?:[.\u066b]([0-9]{1,3}))?")
_NOT_TO_BE_READ = -1
"""What nothing adds up to."""


def control(headings: Sequence[str]) -> Below[ControlRow]:
    """Rows below these headings; none of a file that can have no line of totals."""
    return below(headings, _rows, columns_of_confirmations())


def _rows(columns: Sequence[Column | None]) -> Callable[[int, Sequence[Any]], ControlRow | None]:
    if all(each is None or each.name != "record" for each in columns):
        return lambda number, cells: None
    return lambda number, cells: _row(
        {
            column.name: column.value(text) if column.name == "record" else text
            for column, cell in zip(columns, cells, strict=False)
            if column is not None and (text := latin_digits(text_of(cell)))
        }
    )


def _row(texts: Mapping[str, str]) -> ControlRow | None:
    if not texts:
        return None
    amount = _amount(texts)
    if texts.get("record") != "total":
        return ControlRow(amount)
    # Our own file has how many there are where its rows have the household.
    counted = texts.get("household_id")
    return ControlRow(amount, is_total=True, count=None if counted is None else _whole(counted))


def _amount(texts: Mapping[str, str]) -> int | None:
    if fils := texts.get("amount_fils"):
        return _whole(fils)
    dinars = texts.get("amount_jod")
    if dinars is None:
        return None
    found = _DINARS.fullmatch(dinars)
    if found is None:
        return _NOT_TO_BE_READ
    return int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))


def _whole(text: str) -> int:
    return int(text) if _WHOLE.fullmatch(text) else _NOT_TO_BE_READ
