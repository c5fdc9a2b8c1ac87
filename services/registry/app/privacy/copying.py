"""A copy of everything: asked for, written in the background, fetched, forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.registry.app.files.ports import FileStore, StoredFile
from services.registry.app.ports import Audit, NewId, Run, View
from services.registry.app.privacy.acting import Acting
from services.registry.app.privacy.ports import (
    Calendar,
    Copies,
    CopyWriter,
    Dossier,
    Persons,
    Rules,
)
from services.registry.domain.access import Actor, is_citizen_only
from services.registry.domain.files.kept import READY, WRITING
from services.registry.domain.privacy.data_copy import DataCopy
from services.registry.domain.privacy.refusals import CopyNotReady, CopyUnknown
from services.registry.domain.refusals import Refusal

KEPT = timedelta(days=7)
"""How long a finished copy can be fetched: a technical bound, as that of exports."""

JSON, DOCUMENT = "json", "document"


@dataclass(frozen=True)
class AskCopy:
    """Everything about a person; the document for people is in this language."""

    person_id: str
    language: str


@dataclass(frozen=True)
class Copying:
    """Answers are views of the copy. Asking and fetching are in the audit log."""

    copies: Copies
    persons: Persons
    files: FileStore
    dossier: Dossier
    writer: CopyWriter
    acting: Acting
    audit: Audit
    rules: Rules
    calendar: Calendar
    new_id: NewId

    def ask(self, command: AskCopy, actor: Actor) -> View:
        """Ask for a copy, as the person or for who came to a counter."""
        person = self.persons.load(command.person_id)
        self.acting.must_have_copy(actor, person)
        made = DataCopy.ask(
            self.new_id(),
            person.id,
            command.language,
            actor.subject,
            by_person=is_citizen_only(actor),
        )
        self.audit.record("data_copy.ask", "person", person.id)
        return self.copies.add(made)

    def one(self, copy_id: str, actor: Actor) -> View:
        """How far a copy is."""
        person_id = self._own(copy_id, actor).person_id
        if self.persons.load(person_id).protection is not None:
            self.audit.record("data_copy.read", "person", person_id)
        return self.copies.view(copy_id)

    def file(self, copy_id: str, form: str, actor: Actor, part: int) -> StoredFile:
        """The finished copy, for machines or for people. Raises `CopyNotReady`."""
        found = self._own(copy_id, actor)
        if found.status != READY:
            raise CopyNotReady(status=found.status)
        if part == 0:
            self.audit.record(f"data_copy.fetch.{form}", "person", found.person_id)
        return self.files.described(_file_id(copy_id, form))

    def expire(self, copy_id: str) -> None:
        """It was kept long enough."""
        found = self.copies.get(copy_id)
        found.expire()
        self.copies.save(found)
        self._delete(copy_id)

    def write(self, copy_id: str, run: Run) -> None:
        """The work `data_copy.write`. Cut off, it begins anew."""
        while (wanted := self.copies.load(copy_id)).status == WRITING:
            self._write(wanted, run)
            found = self.copies.get(copy_id)
            found.was_written(self.calendar.now(), KEPT)
            self.copies.save(found)

    def follow(self, merged_id: str, survivor_id: str) -> None:
        """What was copied of either is the person's own."""

    def come_back(self, merged_id: str, survivor_id: str) -> None:
        """They are two persons: what was copied while they were one tells each of the other."""
        for each in (merged_id, survivor_id):
            self.forget(each)

    def forget(self, person_id: str) -> None:
        """Copies that have what was erased, or is another person's, are no longer kept."""
        for each in self.copies.of(person_id):
            if each.status == READY:
                self._delete(each.id)
            each.forget()
            self.copies.save(each)

    def _delete(self, copy_id: str) -> None:
        for form in (JSON, DOCUMENT):
            self.files.delete(_file_id(copy_id, form))

    def _write(self, wanted: DataCopy, run: Run) -> None:
        copy_id = wanted.id
        dossier = self.dossier.of(wanted.person_id, self.rules(self.calendar.today()))
        owner = f"data_copy/{copy_id}"
        self.files.write(
            "my-data.json",
            "application/json",
            self.writer.as_json(dossier),
            owner=owner,
            file_id=_file_id(copy_id, JSON),
        )
        run.reached(1, 2)
        self.files.write(
            "my-data.html",
            "text/html",
            self.writer.as_document(dossier, wanted.language),
            owner=owner,
            file_id=_file_id(copy_id, DOCUMENT),
        )

    def _own(self, copy_id: str, actor: Actor) -> DataCopy:
        """Who asked may fetch it, and the person or their guardian, while they may at all."""
        found = self.copies.load(copy_id)
        person = self.persons.load(found.person_id)
        try:
            self.acting.must_have_copy(actor, person)
        except Refusal as refusal:
            if refusal.kind == "not_found":
                raise CopyUnknown(id=copy_id) from None
            raise
        if not is_citizen_only(actor) and actor.subject != found.asked_by:
            raise CopyUnknown(id=copy_id)
        return found


def _file_id(copy_id: str, form: str) -> str:
    return f"{copy_id}-{form}"
