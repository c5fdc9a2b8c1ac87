"""What the other areas do with documents, within transactions of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from services.licensing.app.documents.ports import KeptDocuments
from services.licensing.domain.access import Actor
from services.licensing.domain.documents.document import Document
from services.licensing.domain.documents.facts import DocumentFacts, RecordRef
from services.licensing.domain.documents.refusals import NotUsable
from services.licensing.domain.refusals import Refusal, RefusedField

NOBODY: Mapping[str, str] = {}
NOWHERE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Documents:
    """The port of documents for records that have some.

    `must_be_usable` first, then `attach` for each, in the `together` block that stores the record.
    """

    documents: KeptDocuments

    def usable(
        self,
        document_ids: Iterable[str],
        actor: Actor,
        *,
        record_key: str | None = None,
        named_by: Mapping[str, str] = NOBODY,
    ) -> Mapping[str, DocumentFacts]:
        """The facts of each that the actor may attach; the others are not among them.

        `named_by`: the login that named each in the record, which the actor hands in for them.
        """
        facts: dict[str, DocumentFacts] = {}
        for document_id in document_ids:
            with suppress(Refusal):
                found = self.documents.companion(document_id)
                found.must_be_usable(actor, record_key, named_by.get(document_id))
                facts[document_id] = found.facts
        return facts

    def must_be_usable(
        self,
        document_ids: Iterable[str],
        actor: Actor,
        *,
        record_key: str | None = None,
        pointer: str = "/documents",
        named_at: Mapping[str, str] = NOWHERE,
    ) -> Mapping[str, DocumentFacts]:
        """The facts of each, when the actor may attach all of them.

        `record_key` (`<kind>/<id>`) is the record that has some of them already. Raises `NotUsable`
        that names each other one as `named_at` says where it stands; otherwise by `pointer` and
        its place among `document_ids`.
        """
        facts: dict[str, DocumentFacts] = {}
        errors: list[RefusedField] = []
        for index, document_id in enumerate(document_ids):
            try:
                facts[document_id] = self._usable(document_id, actor, record_key).facts
            except Refusal as refusal:
                where = named_at.get(document_id, f"{pointer}/{index}")
                errors.append(RefusedField(where, refusal.code, refusal.params))
        if errors:
            raise NotUsable(errors)
        return facts

    def attach(
        self, document_id: str, record: RecordRef, actor: Actor, *, named_by: str | None = None
    ) -> None:
        """It belongs to this record from now on and to no other; to the same one again is no
        change. Raises why it cannot."""
        found = self.documents.companion(document_id)
        found.attach(record, actor, named_by)
        self.documents.save(found)

    def reattach(self, record: RecordRef) -> None:
        """The record is served elsewhere or has other owners: they see its documents from now
        on, and the former ones do not."""
        for found in self.documents.of(record):
            found.follow(record)
            self.documents.save(found)

    def _usable(self, document_id: str, actor: Actor, record_key: str | None) -> Document:
        found = self.documents.companion(document_id)
        found.must_be_usable(actor, record_key)
        return found
