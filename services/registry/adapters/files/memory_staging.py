"""Rows on their way in, in memory: for tests of handlers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from services.registry.domain.files.people_import import Tally
from services.registry.domain.files.rows import HEAD, Row, RowProblem, mark_of, repeated


class MemoryStaging:
    """See `services.registry.app.files.import_ports.Staging`."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, Row]] = {}

    def put(self, import_id: str, rows: Sequence[Row]) -> None:
        kept = self._of(import_id)
        for row in rows:
            kept.setdefault(row.number, row)

    def refuse_repeated(self, import_id: str) -> None:
        kept = self._of(import_id)
        marks = Counter(map(mark_of, kept.values()))
        for row in list(kept.values()):
            if marks[mark := mark_of(row)] > 1:
                kept[row.number] = replace(row, problems=(*row.problems, repeated(mark)))

    def refuse(self, import_id: str, groups: Mapping[str, RowProblem]) -> None:
        kept = self._of(import_id)
        for row in list(kept.values()):
            if row.group in groups and not row.problems:
                kept[row.number] = replace(row, problems=(groups[row.group],))

    def groups(self, import_id: str, after: str) -> Iterator[list[Row]]:
        for members in self._grouped(import_id):
            good = [row for row in members if not row.problems]
            if members[0].group > after and good:
                yield good

    def households(self, import_id: str) -> Iterator[list[Row]]:
        for members in self._grouped(import_id):
            if members[0].household is not None:
                yield [replace(row, request={}) for row in members]

    def _grouped(self, import_id: str) -> Iterator[list[Row]]:
        rows = sorted(self._of(import_id).values(), key=lambda row: (row.group, row.number))
        for _, found in groupby(rows, key=lambda row: row.group):
            yield list(found)

    def page(self, import_id: str, after: int, limit: int, *, refused: bool) -> list[Row]:
        rows = [row for number, row in sorted(self._of(import_id).items()) if number > after]
        return [row for row in rows if row.problems or not refused][:limit]

    def tally(self, import_id: str) -> Tally:
        rows = self._of(import_id).values()
        good = [row for row in rows if not row.problems]
        heads = sum(row.relation == HEAD for row in good)
        return Tally(len(rows), len(rows) - len(good), len(good), heads)

    def forget_good(self, import_id: str) -> None:
        kept = self._of(import_id)
        self._rows[import_id] = {
            number: replace(row, request={}) for number, row in kept.items() if row.problems
        }

    def forget(self, numbers: Collection[str]) -> None:
        for kept in self._rows.values():
            for row in list(kept.values()):
                if row.problems and row.request.get("identity", {}).get("number") in numbers:
                    kept[row.number] = replace(row, request={})

    def drop(self, import_id: str) -> None:
        self._rows.pop(import_id, None)

    def _of(self, import_id: str) -> dict[int, Row]:
        return self._rows.setdefault(import_id, {})
