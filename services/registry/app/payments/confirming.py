"""A provider's file of confirmations: sent in parts, gone through row by row in the background."""

from __future__ import annotations

import hashlib
from collections import Counter

from services.registry.app.batches import in_batches
from services.registry.app.files.import_ports import Tables, Unreadable
from services.registry.app.files.ports import PART_SIZE, FileStore, StoredFile
from services.registry.app.payments.commands import AnnounceConfirmations, PutConfirmationsPart
from services.registry.app.payments.ports import Batches, ReportedRows
from services.registry.app.payments.settling import Settling
from services.registry.app.ports import NewId, Run, Today, View
from services.registry.domain.access import Actor
from services.registry.domain.files.people_import import SentFile, Unread
from services.registry.domain.files.refusals import PartDamaged
from services.registry.domain.files.rows import ROW, RowProblem
from services.registry.domain.payments import access
from services.registry.domain.payments.confirmation import (
    ABOUT,
    APPLYING,
    Confirmations,
    ControlRow,
    ControlTotals,
    ReportedRow,
    TellingRow,
)
from services.registry.domain.payments.payment import APPLIED, row_of

BATCH = 200
"""Rows between two checkpoints."""
REPORTED = "reported"
TOTALS_DIFFER = "confirmation_totals_differ"


class ConfirmationFiles:
    """Announcing a file, sending its parts, having it gone through, giving it up."""

    def __init__(
        self, batches: Batches, files: FileStore, new_batch_id: NewId, today: Today
    ) -> None:
        self._batches = batches
        self._files = files
        self._new_batch_id = new_batch_id
        self._today = today

    def announce(self, command: AnnounceConfirmations, actor: Actor) -> View:
        """Announce a file; its parts follow."""
        access.may_pay(actor)
        batch = Confirmations.announce(
            self._new_batch_id(),
            command.reference,
            command.file,
            actor.subject,
            self._today().isoformat(),
        )
        return {**self._batches.add(batch), "missing": self.missing(batch)}

    def put_part(self, command: PutConfirmationsPart, actor: Actor) -> View:
        """Take one part; it may come twice, and parts come in any order."""
        access.may_pay(actor)
        batch = self._batches.load(command.batch_id)
        batch.takes_part(command.part, len(command.data), PART_SIZE)
        if hashlib.sha256(command.data).hexdigest() != command.sha256:
            raise PartDamaged(part=command.part)
        self._files.put_part(batch.id, command.part, command.data)
        return {**self._batches.view(batch.id), "missing": self.missing(batch)}

    def apply(self, batch_id: str, actor: Actor) -> View:
        """Have every row gone through."""
        batch = self._batches.get(batch_id, lambda _: access.may_pay(actor))
        batch.apply(len(self.missing(batch)))
        return self._batches.save(batch)

    def cancel(self, batch_id: str, actor: Actor) -> View:
        """Give up a file that was not sent as a whole."""
        batch = self._batches.get(batch_id, lambda _: access.may_pay(actor))
        batch.cancel()
        answer = self._batches.save(batch)
        self._files.delete(batch_id)
        return answer

    def missing(self, batch: Confirmations) -> list[int]:
        """The parts of the file that are still to come."""
        if batch.file is None:
            return []
        present = set(self._files.present(batch.id))
        parts = -(-batch.file.size // PART_SIZE)
        return [number for number in range(parts) if number not in present]


class Confirming:
    """The work `apply_file`. Cut off, it goes on from its checkpoint; every row tells once."""

    def __init__(
        self,
        batches: Batches,
        files: FileStore,
        tables: Tables[TellingRow],
        control: Tables[ControlRow],
        settling: Settling,
        reported: ReportedRows,
    ) -> None:
        self._batches = batches
        self._files = files
        self._tables = tables
        self._control = control
        self._settling = settling
        self._reported = reported

    def apply_file(self, batch_id: str, run: Run) -> None:
        """Go through the rows of a file."""
        batch = self._batches.get_companion(batch_id)
        if batch.status != APPLYING:
            return
        counts = Counter({k: int(v) for k, v in run.checkpoint.get("counts", {}).items()})
        try:
            self._go_through(batch, counts, run)
        except Unreadable as error:
            # What was told before the row that cannot be read has happened, and stays.
            self._recount(run)
            self._end_unreadable(batch_id, counts, error.reason)
            return
        self._recount(run)
        batch = self._batches.get_companion(batch_id)
        rows, reported = counts.total(), counts.pop(REPORTED, 0)
        batch.finish_file(counts, rows, reported)
        self._batches.save(batch)

    def _go_through(self, batch: Confirmations, counts: Counter[str], run: Run) -> None:
        sent = batch.file
        if sent is None:
            return
        stored = self._files.complete(
            batch.id,
            sent.name,
            "application/octet-stream",
            owner=f"payment_confirmations/{batch.id}",
            size=sent.size,
            sha256=sent.sha256,
        )
        if stored is None:
            raise Unreadable("file_checksum_differs")
        if "row" not in run.checkpoint:
            self._must_add_up(sent, stored)
        table = self._tables.open(sent, stored)
        called_off = set(run.checkpoint.get("called_off", ()))
        for rows in in_batches(table.rows(int(run.checkpoint.get("row", 0))), BATCH):
            reported = []
            for row in rows:
                told = self._tell(batch, row, called_off)
                if told is None and row.line is not None:
                    counts[row.line.outcome] += 1
                elif told is not None:
                    reported.append(told)
            counts[REPORTED] += len(reported)
            self._reported.put(batch.id, reported)
            reached = {"row": rows[-1].number, "counts": dict(counts)}
            run.reached(rows[-1].number, table.total, **reached, called_off=sorted(called_off))

    def _recount(self, run: Run) -> None:
        self._settling.counting.recount(run.checkpoint.get("called_off", ()))

    def _must_add_up(self, sent: SentFile, stored: StoredFile) -> None:
        """Before anything is told of: rows may be missing, or not be what the provider added up."""
        totals = ControlTotals()
        for row in self._control.open(sent, stored).rows(0):
            row.count_in(totals)
        if totals.differ:
            raise Unreadable(TOTALS_DIFFER)

    def _tell(
        self, batch: Confirmations, row: TellingRow, called_off: set[str]
    ) -> ReportedRow | None:
        """The row's effect; or why it has none. Of a cancelled list, it is noted which."""
        if row.line is None:
            return ReportedRow(row.number, None, row.problem or RowProblem(ROW, "malformed"))
        code, of_list = self._settling.settle(row.line, row_of(batch.id, row.number), batch)
        called_off |= of_list
        if code == APPLIED:
            return None
        problem = RowProblem(ABOUT.get(code, "payment_id"), f"confirmation_{code}")
        return ReportedRow(row.number, row.line.payment_id, problem)

    def _end_unreadable(self, batch_id: str, counts: Counter[str], reason: Unread) -> None:
        batch = self._batches.get_companion(batch_id)
        if counts.total():
            problem = RowProblem(ROW, reason.code, reason.params)
            self._reported.put(batch_id, [ReportedRow(1, None, problem)])
            rows, reported = counts.total(), counts.pop(REPORTED, 0) + 1
            batch.finish_file(counts, rows, reported)
        else:
            batch.was_unreadable(reason.code)
        self._batches.save(batch)
