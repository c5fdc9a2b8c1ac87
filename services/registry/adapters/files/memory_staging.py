"""Rows on their way in, in memory: for tests of handlers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from services.registry.adapters.files.bearers import key_of, keys_in
from services.registry.app.files.import_ports import Bearer
from services.registry.domain.files.people_import import Tally
from services.registry.domain.files.rows import (
    HEAD,
    KNOWN_NUMBERS,
    Row,
    RowProblem,
    mark_of,
    repeated,
)


class MemoryStaging:
    """See `services.registry.app.files.import_ports.Staging`."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, Row]] = {}
        self.turns: dict[tuple[str, str], int] = {}

    def put(self, import_id: str, rows: Sequence[Row]) -> None:
        kept = self.of(import_id)
        for row in rows:
            kept.setdefault(row.number, row)

    def refuse_repeated(self, import_id: str) -> None:
        kept = self.of(import_id)
        marks = Counter(map(mark_of, kept.values()))
        for row in list(kept.values()):
            if marks[mark := mark_of(row)] > 1:
                kept[row.number] = replace(row, problems=(*row.problems, repeated(mark)))

    def refuse(self, import_id: str, groups: Mapping[str, RowProblem]) -> None:
        kept = self.of(import_id)
        for row in list(kept.values()):
            if row.group in groups and not row.problems:
                kept[row.number] = replace(row, problems=(groups[row.group],))

    def groups(self, import_id: str, after: str, turn: int | None) -> Iterator[list[Row]]:
        for members in self._grouped(import_id):
            good = [row for row in members if not row.problems]
            its_turn = turn in (None, self.turns.get((import_id, members[0].group), 0))
            if members[0].group > after and good and its_turn:
                yield good

    def has_turn(self, import_id: str, turn: int) -> bool:
        return any(of == import_id and its == turn for (of, _), its in self.turns.items())

    def households(self, import_id: str) -> Iterator[list[Row]]:
        for members in self._grouped(import_id):
            if members[0].household is not None:
                yield [replace(row, request={}) for row in members]

    def _grouped(self, import_id: str) -> Iterator[list[Row]]:
        rows = sorted(self.of(import_id).values(), key=lambda row: (row.group, row.number))
        for _, found in groupby(rows, key=lambda row: row.group):
            yield list(found)

    def page(self, import_id: str, after: int, limit: int, *, refused: bool) -> list[Row]:
        rows = [row for number, row in sorted(self.of(import_id).items()) if number > after]
        return [row for row in rows if row.problems or not refused][:limit]

    def tally(self, import_id: str) -> Tally:
        rows = self.of(import_id).values()
        good = [row for row in rows if not row.problems]
        heads = sum(row.relation == HEAD for row in good)
        return Tally(len(rows), len(rows) - len(good), len(good), heads)

    def reasons(self, import_id: str) -> Mapping[str, int]:
        rows = self.of(import_id).values()
        return Counter(code for row in rows for code in {each.code for each in row.problems})

    def forget_good(self, import_id: str) -> None:
        kept = self.of(import_id)
        self._rows[import_id] = {
            number: replace(row, request={}, guardian=None, dwelling=None)
            for number, row in kept.items()
            if row.problems
        }

    def forget(self, numbers: Collection[str]) -> None:
        for kept in self._rows.values():
            for row in list(kept.values()):
                if row.problems and row.request.get("identity", {}).get("number") in numbers:
                    kept[row.number] = replace(row, request={}, guardian=None, dwelling=None)

    def drop(self, import_id: str) -> None:
        self._rows.pop(import_id, None)

    def of(self, import_id: str) -> dict[int, Row]:
        return self._rows.setdefault(import_id, {})


class MemoryGuardedRows:
    """See `services.registry.app.files.import_ports.GuardedRows`; rows of a staging in memory."""

    def __init__(self, staging: MemoryStaging) -> None:
        self._staging = staging

    def name_guardians(self, import_id: str) -> bool:
        return any(row.guardian is not None for row in self._of(import_id).values())

    def note_numbers(self, import_id: str) -> None:
        """They are at hand."""

    def forget_numbers(self, import_id: str) -> None:
        """They stay with the rows."""

    def bearers(self, import_id: str, numbers: Collection[str]) -> Mapping[str, Sequence[Bearer]]:
        rows = self._of(import_id).values()
        return {
            number: [
                Bearer(
                    row.number, row.group, any(each.code in KNOWN_NUMBERS for each in row.problems)
                )
                for row in rows
                if key_of(number) in set(keys_in(row.request))
            ]
            for number in numbers
        }

    def guarded(self, import_id: str) -> Iterator[Row]:
        rows = sorted(self._of(import_id).values(), key=lambda row: (row.group, row.number))
        yield from [row for row in rows if row.guardian is not None and not row.problems]

    def found(self, import_id: str, guardians: Mapping[int, Mapping[str, Any]]) -> None:
        kept = self._of(import_id)
        kept.update({each: replace(kept[each], guardian=guardians[each]) for each in guardians})

    def fault(self, import_id: str, rows: Mapping[int, RowProblem]) -> None:
        kept = self._of(import_id)
        for number, problem in rows.items():
            row = kept[number]
            kept[number] = replace(row, problems=(*row.problems, problem))

    def sound(self, import_id: str, rows: Collection[int]) -> Collection[int]:
        kept = self._of(import_id)
        return {each for each in rows if not kept[each].problems}

    def waiting(self, import_id: str) -> Iterator[list[Row]]:
        apart = [row for row in self.guarded(import_id) if (row.guardian or {}).get("apart")]
        turns = self._staging.turns
        for group, rows in groupby(apart, key=lambda row: row.group):
            if (import_id, group) not in turns:
                yield list(rows)

    def unsettled(self, import_id: str, groups: Collection[str], turn: int) -> Collection[str]:
        apart = {row.group for row in self.guarded(import_id) if (row.guardian or {}).get("apart")}
        turns = self._staging.turns
        return {
            each
            for each in apart.intersection(groups)
            if turns.get((import_id, each), turn) >= turn
        }

    def put_off(self, import_id: str, groups: Collection[str], turn: int) -> None:
        self._staging.turns.update({(import_id, each): turn for each in groups})

    def _of(self, import_id: str) -> dict[int, Row]:
        return self._staging.of(import_id)
