"""Rows of an import as the contract shows them, in the caller's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from contracts.refusals import say
from services.registry.domain.files.rows import Row, RowProblem
from services.registry.domain.payments.confirmation import ReportedRow

NO_HEADINGS: Mapping[str, str] = {}


def rows_page(
    rows: Sequence[Row], limit: int, language: str, headings: Mapping[str, str] = NO_HEADINGS
) -> dict[str, Any]:
    """One page; the cursor is the last row's number. `headings` are the file's own, by column."""
    return {
        "items": [_view(row, language, headings) for row in rows],
        "next": str(rows[-1].number) if len(rows) == limit else None,
    }


def reported_page(rows: Sequence[ReportedRow], limit: int, language: str) -> dict[str, Any]:
    """One page of rows of a provider's file that had no effect."""
    items = [
        {"row": each.row, "payment_id": each.payment_id, **_said(each.problem, language)}
        for each in rows
    ]
    return {"items": items, "next": str(rows[-1].row) if len(rows) == limit else None}


def _view(row: Row, language: str, headings: Mapping[str, str]) -> dict[str, Any]:
    return {
        "row": row.number,
        "household": row.household,
        "relation": row.relation,
        "cells": [{"column": name, "value": text} for name, text in _cells(_said_by(row))],
        "problems": [
            {**_said(each, language), "heading": headings.get(each.column)} for each in row.problems
        ],
    }


def _said(problem: RowProblem, language: str) -> dict[str, Any]:
    return {
        "column": problem.column,
        "code": problem.code,
        **say(problem.code, language, problem.params).shown,
    }


_GUARDIAN = ("number", "relation")
"""What the file says of one; where they were found is ours."""


def _said_by(row: Row) -> Mapping[str, Any]:
    guardian = {name: value for name, value in (row.guardian or {}).items() if name in _GUARDIAN}
    return {**row.request, "guardian": guardian, "dwelling": row.dwelling}


def _cells(said: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in said.items():
        if isinstance(value, Mapping):
            yield from _cells(value, f"{path}{name}.")
        elif isinstance(value, list):
            yield from _cells(_numbered(value), f"{path}{name}.")
        elif value:
            yield f"{path}{name}", str(value)


def _numbered(values: Sequence[Any]) -> Mapping[str, Any]:
    return {str(number): each for number, each in enumerate(values, 1)}
