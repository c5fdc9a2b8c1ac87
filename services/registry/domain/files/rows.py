"""The rows of an import: one person each, some of them together in a household."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

HEAD = "head"
LARGEST_HOUSEHOLD = 100
ROW = "row"
"""Stands for a column where no cell but the row as a whole is wrong."""
NUMBER_TAKEN = "national_number_taken"
NUMBER_OF_ANOTHER = "import_number_of_another"
KNOWN_NUMBERS = (NUMBER_TAKEN, NUMBER_OF_ANOTHER)
"""What is said of a row whose national number is registered: the second where somebody else is
called by it, as far as the sender may know."""


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one cell: its column (`ROW` for all of them), a code, values for the
    text."""

    column: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A row as understood. `request` is what a counter would send to register the person.

    `guardian` is who guards them: a `relation`, and the `number` of a document until it is found,
    then a `person_id` of the registry or the `row` of the file. `dwelling` is the household's.
    `documents` says which pairs of columns the further documents came from, where they are not the
    first ones.
    """

    number: int
    household: str | None
    relation: str | None
    request: Mapping[str, Any]
    problems: Sequence[RowProblem] = ()
    guardian: Mapping[str, Any] | None = None
    dwelling: Mapping[str, Any] | None = None
    documents: Sequence[int] = ()

    @property
    def group(self) -> str:
        """What stands or falls with it: its household, or itself alone."""
        return f"r:{self.number:08d}" if self.household is None else f"h:{self.household}"


def mark_of(row: Row) -> str:
    """What no two rows of a file share: a national number or, without one, all that they say.

    Marks of the second kind begin with `row:`.
    """
    identity = row.request.get("identity", {})
    if identity.get("kind") == "national_number" and identity.get("number"):
        return str(identity["number"])
    guarded = [] if row.guardian is None else [row.guardian]
    said = json.dumps([row.household, row.relation, row.request, *guarded], sort_keys=True)
    return f"row:{hashlib.sha256(said.encode()).hexdigest()}"


def repeated(mark: str) -> RowProblem:
    """What is wrong with rows that share this mark."""
    if mark.startswith("row:"):
        return RowProblem(ROW, "import_row_repeated")
    return RowProblem("identity_number", "import_number_repeated")


def of_household(rows: Sequence[Row]) -> RowProblem | None:
    """What is wrong with a household as a whole: it wants one head, and nobody alone.

    A row with a mistake takes its household along: never half a household.
    """
    heads = sum(row.relation == HEAD for row in rows)
    if heads != 1:
        return RowProblem("relation", "import_heads_not_one", {"heads": heads})
    if len(rows) > LARGEST_HOUSEHOLD:
        return RowProblem("household", "household_too_large", {"maximum": LARGEST_HOUSEHOLD})
    if any(row.problems for row in rows):
        return RowProblem("household", "import_household_refused")
    dwelling = dwelling_of(rows)
    if dwelling is not None and any(row.dwelling not in (None, dwelling) for row in rows):
        return RowProblem("dwelling_kind", "import_dwelling_differs")
    return None


def dwelling_of(rows: Sequence[Row]) -> Mapping[str, Any] | None:
    """The dwelling of a household: what the first of its rows that tells of it says."""
    for row in rows:
        if row.dwelling is not None:
            return row.dwelling
    return None
