"""One handler per command about imports, and what can be asked of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from services.registry.app.files.commands import BeginImport, PutPart
from services.registry.app.files.import_ports import Imports, Staging
from services.registry.app.files.importing import report_of
from services.registry.app.files.ports import PART_SIZE, FileStore, StoredFile
from services.registry.app.ports import Audit, NewId, Progress, Today, View
from services.registry.domain.access import Actor
from services.registry.domain.files import access
from services.registry.domain.files.headings import as_written
from services.registry.domain.files.people_import import (
    CHECKING,
    LOADING,
    RECEIVING,
    PeopleImport,
    Sender,
)
from services.registry.domain.files.refusals import PartDamaged
from services.registry.domain.files.rows import Row


class ImportHandlers:
    """Announcing, sending, checking, loading and giving up a file."""

    def __init__(
        self,
        imports: Imports,
        files: FileStore,
        staging: Staging,
        progress: Progress,
        audit: Audit,
        new_id: NewId,
        today: Today,
    ) -> None:
        self._imports = imports
        self._files = files
        self._staging = staging
        self._progress = progress
        self._audit = audit
        self._new_id = new_id
        self._today = today

    def begin(self, command: BeginImport, actor: Actor) -> View:
        """Announce a file; its parts follow. Raises `SentBefore`, lest they be sent in vain."""
        access.may_import(actor)
        sender = Sender(actor.subject, actor.centre, actor.governorates, self._today())
        wanted = PeopleImport.begin(self._new_id(), command.file, sender, again=command.again)
        self._imports.must_be_new(wanted)
        return self._now(self._imports.add(wanted))

    def put_part(self, command: PutPart, actor: Actor) -> View:
        """Take one part; it may come twice, and parts come in any order."""
        found = self._imports.load(command.import_id)
        _own(actor)(found)
        found.takes_part(command.part, len(command.data), PART_SIZE)
        if hashlib.sha256(command.data).hexdigest() != command.sha256:
            raise PartDamaged(part=command.part)
        self._files.put_part(found.id, command.part, command.data)
        return self._now(self._imports.view(found.id))

    def check(self, import_id: str, actor: Actor) -> View:
        """Have every row looked at. Raises `SentBefore`."""
        found = self._imports.get(import_id, _own(actor))
        self._imports.must_be_new(found)
        found.check(len(self._missing(found.id, found.file.size)))
        return self._now(self._imports.save(found))

    def load(self, import_id: str, actor: Actor) -> View:
        """Agree to what the check found: register what is in order."""
        access.may_import(actor)
        found = self._imports.get(import_id, _own(actor))
        found.load()
        return self._now(self._imports.save(found))

    def cancel(self, import_id: str, actor: Actor) -> View:
        """Give it up; nothing of it is kept."""
        return self._now(self._give_up(import_id, _own(actor)))

    def expire(self, import_id: str) -> None:
        """Nobody went on with it for too long: nothing of it is kept."""
        self._give_up(import_id, lambda _: None)

    def _give_up(self, import_id: str, admit: Callable[[PeopleImport], None]) -> View:
        found = self._imports.get(import_id, admit)
        found.cancel()
        answer = self._imports.save(found)
        self._staging.drop(import_id)
        self._files.delete(import_id)
        self._files.delete(report_of(import_id))
        return answer

    def one(self, import_id: str, actor: Actor) -> View:
        """One import, how far it is, and which parts are still to come."""
        _own(actor)(self._imports.load(import_id))
        return self._now(self._imports.view(import_id))

    def own(self, actor: Actor, after: str | None, limit: int) -> View:
        """A page of the actor's own imports, newest first."""
        access.may_import(actor)
        page = self._imports.find(actor.subject, after, limit)
        return {**page, "items": [self._now(each) for each in page["items"]]}

    def rows(
        self, import_id: str, actor: Actor, after: int, limit: int, *, refused: bool
    ) -> list[Row]:
        """Rows as understood, with what is wrong with each cell: they may tell of disabilities, so
        that who looks is in the audit log."""
        _own(actor)(self._imports.load(import_id))
        self._audit.record("import.rows_read", "import", import_id)
        return self._staging.page(import_id, after, limit, refused=refused)

    def headings(self, import_id: str) -> Mapping[str, str]:
        """Column to how the file heads it."""
        return as_written(self._imports.load(import_id).headings)

    def report(self, import_id: str, actor: Actor) -> StoredFile:
        """The file that says what was refused; who takes it is in the audit log."""
        _own(actor)(self._imports.load(import_id))
        self._audit.record("import.report_read", "import", import_id)
        return self._files.described(report_of(import_id))

    def _now(self, view: View) -> View:
        receiving, working = view["status"] == RECEIVING, view["status"] in (CHECKING, LOADING)
        return {
            **view,
            "missing": self._missing(view["id"], view["size"]) if receiving else [],
            "progress": self._progress.of("import", view["id"]) if working else None,
        }

    def _missing(self, import_id: str, size: int) -> list[int]:
        present = set(self._files.present(import_id))
        return [number for number in range(-(-size // PART_SIZE)) if number not in present]


def _own(actor: Actor) -> Callable[[PeopleImport], None]:
    return lambda found: access.must_be_own(actor, found.sender.subject)
