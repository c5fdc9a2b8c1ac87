"""Guardians whom a file names by the number of a document: of another row, or of the registry.

A group of rows whose guardian is in another group comes after that one, in a later turn; so the
guardian is there, or the ward's group is refused as a whole. Memory holds some rows at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.registry.app.batches import in_batches
from services.registry.app.files.import_ports import Bearer, Bearers, GuardedRows, Staging
from services.registry.domain.files.people_import import Sender
from services.registry.domain.files.rows import Row, RowProblem

_AT_ONCE = 500
_COLUMN = "guardian_number"
UNKNOWN = RowProblem(_COLUMN, "import_guardian_unknown")
AMBIGUOUS = RowProblem(_COLUMN, "import_guardian_ambiguous")
SELF = RowProblem(_COLUMN, "guardian_is_self")
REFUSED = RowProblem(_COLUMN, "import_guardian_refused")
CIRCLE = RowProblem(_COLUMN, "import_guardians_in_a_circle")


@dataclass(frozen=True)
class FileGuardians:
    """Part of the check of a file; does nothing for one that names no guardians."""

    rows: GuardedRows
    staging: Staging
    bearers: Bearers

    def find(self, import_id: str, sender: Sender) -> None:
        """Who each number names, before households are settled."""
        if not self.rows.name_guardians(import_id):
            return
        self.rows.note_numbers(import_id)
        for some in in_batches(self.rows.guarded(import_id), _AT_ONCE):
            numbers = {str(_asked(row)["number"]) for row in some}
            in_file = self.rows.bearers(import_id, numbers)
            registered = self.bearers.named(numbers, sender)
            found: dict[int, Mapping[str, Any]] = {}
            wrong: dict[int, RowProblem] = {}
            for row in some:
                number = str(_asked(row)["number"])
                guardian = _guardian(row, in_file[number], registered[number])
                if isinstance(guardian, RowProblem):
                    wrong[row.number] = guardian
                else:
                    found[row.number] = {
                        "number": number,
                        "relation": _asked(row)["relation"],
                        **guardian,
                    }
            self.rows.found(import_id, found)
            self.rows.fault(import_id, wrong)
        self.rows.forget_numbers(import_id)

    def settle(self, import_id: str) -> None:
        """After households were settled: whose guardian is refused is refused, and the turns."""
        if not self.rows.name_guardians(import_id):
            return
        while self._refuse_wards(import_id):
            pass
        turn = 1
        while self._put_off(import_id, turn):
            turn += 1
        for group in self.rows.waiting(import_id):
            self._refuse(import_id, {row.number: CIRCLE for row in group}, group)

    def _refuse_wards(self, import_id: str) -> bool:
        """Whether there were any: their groups may hold guardians of others."""
        refused = False
        for some in in_batches(_in_file(self.rows.guarded(import_id)), _AT_ONCE):
            sound = self.rows.sound(import_id, {int(_asked(row)["row"]) for row in some})
            wards = [row for row in some if _asked(row)["row"] not in sound]
            self._refuse(import_id, {row.number: REFUSED for row in wards}, wards)
            refused = refused or bool(wards)
        return refused

    def _refuse(self, import_id: str, wrong: Mapping[int, RowProblem], rows: Sequence[Row]) -> None:
        self.rows.fault(import_id, wrong)
        others = RowProblem("household", "import_household_refused")
        self.staging.refuse(import_id, {row.group: others for row in rows})

    def _put_off(self, import_id: str, turn: int) -> bool:
        """Whether any group comes in this turn: its guardians all come before."""
        any_of_them = False
        for some in in_batches(self.rows.waiting(import_id), _AT_ONCE):
            needed = {group[0].group: {str(_asked(row)["group"]) for row in group}
                      for group in some}  # fmt: skip
            every = {each for groups in needed.values() for each in groups}
            unsettled = set(self.rows.unsettled(import_id, every, turn))
            ready = [group for group, wanted in needed.items() if not wanted & unsettled]
            self.rows.put_off(import_id, ready, turn)
            any_of_them = any_of_them or bool(ready)
        return any_of_them


def _guardian(
    row: Row, in_file: Iterable[Bearer], registered: Collection[str]
) -> Mapping[str, Any] | RowProblem:
    """The one whom the number names. A row that is known to the registry names who is there."""
    rows = [each for each in in_file if not (each.taken and registered)]
    if any(each.row == row.number for each in rows):
        return SELF
    if len(rows) + len(registered) != 1:
        return AMBIGUOUS if rows or registered else UNKNOWN
    if registered:
        return {"person_id": next(iter(registered))}
    (other,) = rows
    return {"row": other.row, "group": other.group, "apart": other.group != row.group}


def _in_file(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if "row" in _asked(row))


def _asked(row: Row) -> Mapping[str, Any]:
    """What a row says of its guardian, which it does."""
    assert row.guardian is not None  # noqa: S101  (only such rows are asked for)
    return row.guardian
