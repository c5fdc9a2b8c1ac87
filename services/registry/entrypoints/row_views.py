"""Rows of an import as the contract shows them, in the caller's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from contracts.refusals import say
from services.registry.domain.files.rows import Row


def rows_page(rows: Sequence[Row], limit: int, language: str) -> dict[str, Any]:
    """One page; the cursor is the last row's number."""
    return {
        "items": [_view(row, language) for row in rows],
        "next": str(rows[-1].number) if len(rows) == limit else None,
    }


def _view(row: Row, language: str) -> dict[str, Any]:
    return {
        "row": row.number,
        "household": row.household,
        "relation": row.relation,
        "cells": [{"column": name, "value": text} for name, text in _cells(row.request)],
        "problems": [
            {
                "column": each.column,
                "code": each.code,
                **vars(say(each.code, language, each.params)),
            }
            for each in row.problems
        ],
    }


def _cells(request: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in request.items():
        if isinstance(value, Mapping):
            yield from _cells(value, f"{path}{name}.")
        elif value:
            yield f"{path}{name}", str(value)
