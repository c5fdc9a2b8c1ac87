"""What most files have no columns for: further documents, guardian, dwelling, a death.

Files without these columns do not come by here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.problems import InvalidRequest, read
from contracts.rpc.registry.households import DwellingSchema
from contracts.rpc.registry.person_facts import GUARDIAN_RELATIONS, DocumentNumber
from services.registry.adapters.files.column import Column
from services.registry.adapters.files.columns import spoken
from services.registry.domain.files.rows import Row, RowProblem

_DOCUMENTS = ("second", "third", "fourth")
_GUARDIAN = {"guardian_number": "number", "guardian_relation": "relation"}
_DWELLING = {
    "dwelling_kind": "kind",
    "dwelling_tenure": "tenure",
    "rooms": "rooms",
    "rent": "rent_fils",
}
_FURTHER = frozenset(
    {"died", *_GUARDIAN, *_DWELLING, *(f"{each}_document_number" for each in _DOCUMENTS),
     *(f"{each}_document_kind" for each in _DOCUMENTS)}
)  # fmt: skip


class GuardianSchema(Strict):
    """Who guards a person, as a file names them."""

    number = DocumentNumber(required=True)
    relation = fields.Choice(GUARDIAN_RELATIONS, required=True)


def has_further(columns: Sequence[Column | None]) -> bool:
    """Whether a file with these columns says anything of the kind."""
    return any(each is not None and each.name in _FURTHER for each in columns)


def further(row: Row, alone: Mapping[str, Any]) -> Row:
    """The row with what these cells say; `alone` are those that go into no request."""
    request, pairs = _with_documents(row.request)
    found: dict[str, Any] = {}
    problems = list(row.problems)
    for name, schema, columns in (
        ("guardian", GuardianSchema, _GUARDIAN),
        ("dwelling", DwellingSchema, _DWELLING),
    ):
        said = {inner: alone[each] for each, inner in columns.items() if each in alone}
        if said:
            found[name], wrong = _understood(schema, said, columns)
            problems += wrong
    problems += _out_of_place(row, alone, found)
    return replace(row, request=request, documents=pairs, problems=tuple(problems), **found)


def _with_documents(request: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[int, ...]]:
    """The request with its further documents as a list, and which pairs they came from."""
    said: Mapping[str, Any] = request.get("other_documents", {})
    pairs = tuple(sorted(map(int, said)))
    if not pairs:
        return dict(request), ()
    listed = {**request, "other_documents": [said[str(each)] for each in pairs]}
    return listed, () if pairs == tuple(range(len(pairs))) else pairs


def _understood(
    schema: type[Strict], said: Mapping[str, Any], columns: Mapping[str, str]
) -> tuple[Mapping[str, Any] | None, list[RowProblem]]:
    try:
        return read(schema, dict(said)), []
    except InvalidRequest as error:
        names = {inner: each for each, inner in columns.items()}
        wrong = ((names[each.pointer.split("/")[1]], each) for each in error.errors)
        return None, [
            RowProblem(name, _code(name, each.code), spoken(name, each.params))
            for name, each in wrong
        ]


def _code(column: str, code: str) -> str:
    """Fils are ours: a file has dinars."""
    return "import_amount_malformed" if (column, code) == ("rent", "not_a_whole_number") else code


def _out_of_place(
    row: Row, alone: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterator[RowProblem]:
    if "died" in alone:
        yield RowProblem("died", "import_of_deceased")
    if row.household is None and found.get("dwelling") is not None:
        yield RowProblem("household", "import_dwelling_without_household")
