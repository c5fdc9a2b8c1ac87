"""What is done in the background for an import: looking at every row, and registering the good.

Both go on from where they were, whatever happens to the process; neither holds more than a few
batches in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from typing import Any

from services.registry.app.batches import in_batches
from services.registry.app.files.guardians import FileGuardians
from services.registry.app.files.import_ports import (
    Imports,
    Registrar,
    Reports,
    Staging,
    Tables,
    Unreadable,
)
from services.registry.app.files.ports import FileStore
from services.registry.app.ports import Run
from services.registry.app.side_by_side import side_by_side
from services.registry.domain.files.headings import Heading, as_written
from services.registry.domain.files.people_import import (
    CHECKING,
    LOADING,
    Found,
    PeopleImport,
    Tally,
)
from services.registry.domain.files.rows import Row, RowProblem, of_household

BATCH = 500
"""Rows looked at, or persons registered, in one go."""

REPORT = "text/csv"


class ImportWork:
    """The works `import.check` and `import.load`."""

    def __init__(
        self,
        imports: Imports,
        files: FileStore,
        tables: Tables[Row],
        staging: Staging,
        registrar: Registrar,
        guardians: FileGuardians,
        reports: Reports,
    ) -> None:
        self._imports = imports
        self._files = files
        self._tables = tables
        self._staging = staging
        self._registrar = registrar
        self._guardians = guardians
        self._reports = reports

    def check(self, import_id: str, run: Run) -> None:
        """Look at every row: nothing is registered."""
        wanted = self._imports.load(import_id)
        if wanted.status != CHECKING:
            return
        try:
            headings = self._stage(wanted, run)
        except Unreadable as error:
            reason = error.reason
            self._staging.drop(import_id)
            self._decide(import_id, lambda found: found.was_unreadable(reason))
            self._files.delete(import_id)
            return
        # Its rows stand by themselves from here on: nobody is to keep what everybody wrote.
        self._files.delete(import_id)
        self._staging.refuse_repeated(import_id)
        self._guardians.find(import_id, wanted.sender)
        self._settle_households(import_id)
        self._guardians.settle(import_id)
        seen = Found(self._staging.tally(import_id), self._staging.reasons(import_id))
        self._report(wanted, headings)
        self._decide(import_id, lambda found: found.was_checked(seen, headings))

    def load(self, import_id: str, run: Run) -> None:
        """Register every group of rows that is in order."""
        wanted = self._imports.load(import_id)
        if wanted.status != LOADING or wanted.checked is None:
            return
        persons = int(run.checkpoint.get("persons", 0))
        households = int(run.checkpoint.get("households", 0))
        total = wanted.checked.persons

        def register(groups: list[list[Row]]) -> Mapping[str, RowProblem]:
            return self._registrar.register(import_id, groups, wanted.sender)

        for turn, good in self._turns(import_id, run.checkpoint):
            # Nothing of a turn is under way any more when the next one begins.
            with closing(side_by_side(register, _filled(good))) as batches:
                for groups, refused in batches:
                    self._staging.refuse(import_id, refused)
                    kept = [each for each in groups if each[0].group not in refused]
                    persons += sum(map(len, kept))
                    households += sum(each[0].household is not None for each in kept)
                    run.reached(
                        persons,
                        total,
                        turn=turn,
                        after=groups[-1][0].group,
                        persons=persons,
                        households=households,
                    )
        tally, reasons = self._staging.tally(import_id), self._staging.reasons(import_id)
        self._staging.forget_good(import_id)
        self._report(wanted, wanted.headings)
        done = Tally(tally.rows, wanted.checked.rows - persons, persons, households)
        self._decide(import_id, lambda found: found.was_loaded(Found(done, reasons)))

    def _turns(
        self, import_id: str, checkpoint: Mapping[str, Any]
    ) -> Iterator[tuple[int, Iterator[list[Row]]]]:
        """What is left of each turn; most files have no turns."""
        turn, after = int(checkpoint.get("turn", 0)), checkpoint.get("after", "")
        if not self._staging.has_turn(import_id, 1):
            yield turn, self._staging.groups(import_id, after, None)
            return
        while turn == 0 or self._staging.has_turn(import_id, turn):
            yield turn, self._staging.groups(import_id, after, turn)
            turn, after = turn + 1, ""

    def _stage(self, wanted: PeopleImport, run: Run) -> Sequence[Heading]:
        """The file's headings, when its rows stand by themselves."""
        if run.checkpoint.get("staged"):
            return [Heading(**each) for each in run.checkpoint.get("headings", ())]
        sent = wanted.file
        stored = self._files.complete(
            wanted.id,
            sent.name,
            "application/octet-stream",
            owner=f"import/{wanted.id}",
            size=sent.size,
            sha256=sent.sha256,
        )
        if stored is None:
            raise Unreadable("file_checksum_differs")
        table = self._tables.open(sent, stored)

        def look(rows: list[Row]) -> None:
            self._staging.put(wanted.id, self._registrar.look(rows, wanted.sender))

        last = int(run.checkpoint.get("row", 0))
        read = table.rows(last)
        with closing(side_by_side(look, in_batches(read, BATCH))) as batches:
            for rows, _ in batches:
                last = rows[-1].number
                run.reached(last, table.total, row=last)
        kept = [asdict(each) for each in table.headings]
        run.reached(last, last, row=last, staged=True, headings=kept)
        return table.headings

    def _settle_households(self, import_id: str) -> None:
        for some in in_batches(self._staging.households(import_id), BATCH):
            problems = {rows[0].group: of_household(rows) for rows in some}
            self._staging.refuse(
                import_id, {group: each for group, each in problems.items() if each is not None}
            )

    def _report(self, wanted: PeopleImport, headings: Sequence[Heading]) -> None:
        name = f"{wanted.file.name.rpartition('.')[0] or wanted.file.name}-errors.csv"
        self._files.write(
            name,
            REPORT,
            self._reports.lines(self._refused(wanted.id), as_written(headings)),
            owner=f"import/{wanted.id}",
            file_id=report_of(wanted.id),
        )

    def _refused(self, import_id: str) -> Iterator[Row]:
        after = 0
        while rows := self._staging.page(import_id, after, BATCH, refused=True):
            yield from rows
            after = rows[-1].number

    def _decide(self, import_id: str, decide: Callable[[PeopleImport], None]) -> None:
        found = self._imports.get(import_id, lambda _: None)
        decide(found)
        self._imports.save(found)


def report_of(import_id: str) -> str:
    """The id of the file that says what was refused."""
    return f"{import_id}-errors"


def _filled(groups: Iterable[list[Row]]) -> Iterator[list[list[Row]]]:
    """Groups by about `BATCH` rows."""
    waiting: list[list[Row]] = []
    rows = 0
    for group in groups:
        waiting.append(group)
        rows += len(group)
        if rows >= BATCH:
            yield waiting
            waiting, rows = [], 0
    if waiting:
        yield waiting
