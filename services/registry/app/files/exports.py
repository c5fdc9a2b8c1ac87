"""Taking out what somebody may see: asked for, written in the background, fetched, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from services.registry.app.files.commands import AskExport
from services.registry.app.files.ports import FileStore, StoredFile
from services.registry.app.ports import Audit, NewId, Progress, Run, View
from services.registry.domain.access import Actor
from services.registry.domain.files import access
from services.registry.domain.files.export import Export, Reader
from services.registry.domain.files.kept import READY, WRITING
from services.registry.domain.files.refusals import ExportNotReady
from services.registry.domain.refusals import GovernorateNotYours

KEPT = timedelta(days=7)
"""How long a finished export can be fetched: a technical bound, as short as is of use."""

_TOLD_EVERY = 500


class Exports(Protocol):
    """The exports there are; see `chassis.documents.kind.Store`."""

    def get(self, export_id: str, admit: Callable[[Export], None]) -> Export: ...
    def load(self, export_id: str) -> Export: ...
    def add(self, new: Export) -> View: ...
    def save(self, changed: Export) -> View: ...
    def view(self, export_id: str) -> View: ...
    def find(self, subject: str, after: str | None, limit: int) -> View: ...
    def each(self) -> Iterator[Export]: ...


class Extent(Protocol):
    """What a purpose lets out: which categories, of whom. `only`: of nobody but these."""

    @property
    def categories(self) -> frozenset[str]: ...
    @property
    def without(self) -> frozenset[str]: ...
    @property
    def only(self) -> Sequence[str] | None: ...


class Covering(Protocol):
    """For what records leave, and which `categories` of them."""

    @property
    def categories(self) -> Sequence[str]: ...


class Purposes(Protocol):
    """For what records may leave the registry."""

    def must_allow_export(self, purpose_code: str, of: str) -> Covering:
        """What it covers. Raises for a purpose that is none, or not one for these records."""
        ...

    def extent(self, purpose_code: str) -> Extent:
        """What may be let out now."""
        ...

    def must_still_hold(self, purpose_code: str, written_at: datetime) -> None:
        """Raises when somebody in a file took back the consent that it rests on."""
        ...


class Records(Protocol):
    """The records that a reader may take out."""

    def count(self, of: str, governorates: frozenset[str] | None, extent: Extent) -> int:
        """How many, about."""
        ...

    def rows(
        self, of: str, governorates: frozenset[str] | None, language: str, extent: Extent
    ) -> Iterator[list[Any]]:
        """The headings, then a row for each; nobody who is protected or restricted is among them,
        and of the others nothing beyond the extent."""
        ...


class Writer(Protocol):
    """Writes rows as a file."""

    def media_type(self, format_: str) -> str: ...

    def chunks(self, format_: str, rows: Iterable[list[Any]]) -> Iterator[bytes]: ...


class Now(Protocol):
    def __call__(self) -> datetime: ...


class ExportHandlers:
    """Asking for an export, fetching it, and the work of writing it."""

    def __init__(
        self,
        exports: Exports,
        files: FileStore,
        records: Records,
        writer: Writer,
        audit: Audit,
        progress: Progress,
        purposes: Purposes,
        new_id: NewId,
        now: Now,
    ) -> None:
        self._exports = exports
        self._files = files
        self._records = records
        self._writer = writer
        self._audit = audit
        self._progress = progress
        self._purposes = purposes
        self._new_id = new_id
        self._now = now

    def ask(self, command: AskExport, actor: Actor) -> View:
        """Ask for a file of what the actor may see now; later rights change nothing about it."""
        access.governorates_to_export(actor)
        purpose = self._purposes.must_allow_export(command.purpose, command.of)
        places = access.governorates_to_export(actor, purpose.categories)
        if command.governorate is not None:
            if places is not None and command.governorate not in places:
                raise GovernorateNotYours()
            places = frozenset({command.governorate})
        reader = Reader(actor.subject, places, command.purpose)
        new = Export.ask(self._new_id(), command.of, command.format, command.language, reader)
        self._audit.record(f"export.asked.{command.purpose}", "export", new.id)
        return self._exports.add(new)

    def one(self, export_id: str, actor: Actor) -> View:
        """One export of the actor's own, and how far it is."""
        self._own(export_id, actor)
        return self._told(self._exports.view(export_id))

    def own(self, actor: Actor, after: str | None, limit: int) -> View:
        """A page of the actor's own exports, newest first."""
        access.governorates_to_export(actor)
        page = self._exports.find(actor.subject, after, limit)
        return {**page, "items": [self._told(each) for each in page["items"]]}

    def file(self, export_id: str, actor: Actor, part: int) -> StoredFile:
        """The finished file. The first part that is fetched is written down in the audit log."""
        found = self._own(export_id, actor)
        access.governorates_to_export(actor)
        if found.status != READY:
            raise ExportNotReady()
        if found.expires_at is not None:
            self._purposes.must_still_hold(found.reader.purpose, found.expires_at - KEPT)
        if part == 0:
            self._audit.record(f"export.fetched.{found.reader.purpose}", "export", export_id)
        return self._files.described(export_id)

    def expire(self, export_id: str) -> None:
        """It was kept long enough."""
        found = self._exports.get(export_id, lambda _: None)
        found.expire()
        self._exports.save(found)
        self._files.delete(export_id)

    def write(self, export_id: str, run: Run) -> None:
        """The work `export.write`. Cut off, it begins anew: a file is there as a whole or not."""
        while (wanted := self._exports.load(export_id)).status == WRITING:
            began = self._now()
            rows = self._write(wanted, run)
            found = self._exports.get(export_id, lambda _: None)
            # As old as the consents that it was written by: one that ended meanwhile ends it, too.
            found.was_written_with(rows, began, KEPT)
            self._exports.save(found)

    def forget(self, governorates: Collection[str], purposes: Collection[str] | None) -> None:
        """See `services.registry.app.privacy.ports.Exported`."""
        for each in self._exports.each():
            reader = each.reader
            there = reader.governorates is None or not reader.governorates.isdisjoint(governorates)
            if not there or (purposes is not None and reader.purpose not in purposes):
                continue
            if each.status == READY:
                self._files.delete(each.id)
            each.forget()
            self._exports.save(each)

    def _write(self, wanted: Export, run: Run) -> int:
        """How many records the file has."""
        export_id, places = wanted.id, wanted.reader.governorates
        extent = self._purposes.extent(wanted.reader.purpose)
        total = self._records.count(wanted.of, places, extent)
        rows = _Counted(self._records.rows(wanted.of, places, wanted.language, extent), total, run)
        self._files.write(
            f"{wanted.of}.{wanted.format}",
            self._writer.media_type(wanted.format),
            self._writer.chunks(wanted.format, rows),
            owner=f"export/{export_id}",
            file_id=export_id,
        )
        return rows.count - 1

    def _own(self, export_id: str, actor: Actor) -> Export:
        found = self._exports.load(export_id)
        access.must_be_own(actor, found.reader.subject)
        return found

    def _told(self, view: View) -> View:
        writing = view["status"] == WRITING
        return {**view, "progress": self._progress.of("export", view["id"]) if writing else None}


class _Counted:
    """Rows as they go by, told of now and then."""

    def __init__(self, rows: Iterable[list[Any]], total: int, run: Run) -> None:
        self.count = 0
        self._rows = rows
        self._total = total
        self._run = run

    def __iter__(self) -> Iterator[list[Any]]:
        for row in self._rows:
            self.count += 1
            yield row
            if self.count % _TOLD_EVERY == 0:
                self._run.reached(self.count, self._total)
