"""What can be looked at of documents, and by whom; who reads what is not theirs is written down."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from services.licensing.app.documents.commands import FindDocuments
from services.licensing.app.documents.ports import (
    Audit,
    Content,
    Judging,
    KeptDocuments,
    Showing,
)
from services.licensing.app.ports import View, Wanted
from services.licensing.domain.access import LICENSING_STAFF, Actor, owner_marks
from services.licensing.domain.documents.access import is_own, must_know, staff_reading
from services.licensing.domain.documents.document import Document
from services.licensing.domain.documents.facts import Announced
from services.licensing.domain.documents.refusals import DocumentUnknown

BODY, CITIZEN = "partner", "citizen"
FROM_OUTSIDE = frozenset({"auditor", BODY})
"""Of these, also who asks what a document is, and not only what is in it, is written down."""
SEEING_ALL = LICENSING_STAFF | {"auditor"}
"""Who lists a record's documents for being what they are, whatever else they are."""


@dataclass(frozen=True)
class Reading:
    """Queries over documents."""

    documents: KeptDocuments
    content: Content
    audit: Audit
    told: Callable[[View], View]
    judging: Judging
    showing: Showing

    def one(self, document_id: str, actor: Actor) -> View:
        """How far it is, which parts are missing, or why it was refused."""
        found = self._known(document_id, actor)
        if not actor.roles.isdisjoint(FROM_OUTSIDE) and not self._is_theirs(actor, found):
            self.audit.record("document.read", "document", found.id)
        return self.told(self.documents.view(found.id))

    def part(self, document_id: str, part: int, actor: Actor) -> tuple[Announced, bytes]:
        """What is known of the file, and one part of it. The first part that somebody reads of
        what is not theirs is in the audit log."""
        found = self._known(document_id, actor)
        found.must_be_ready()
        if part == 0 and not self._is_theirs(actor, found):
            self.audit.record("document.content_read", "document", found.id)
        return found.announced, self.content.read(found.content or "", part)

    def find(self, query: FindDocuments, actor: Actor) -> View:
        """A page of those of a record, as far as the actor may know them; or the actor's own."""
        page = self._page(query, actor)
        items = [self.told(each) for each in page["items"]]
        outside = query.record_key is not None and not actor.roles.isdisjoint(FROM_OUTSIDE)
        if items and outside:
            self.audit.record("document.read", "document", [each["id"] for each in items])
        return {**page, "items": items}

    def _known(self, document_id: str, actor: Actor) -> Document:
        found = self.documents.load(document_id)
        try:
            must_know(actor, found)
        except DocumentUnknown:
            if not self._judges(actor, found) and not self._is_shown(actor, found):
                raise
        return found

    def _is_theirs(self, actor: Actor, found: Document) -> bool:
        return is_own(actor, found) or self._is_shown(actor, found)

    def _is_shown(self, actor: Actor, found: Document) -> bool:
        """Whether it is among what the actor sees of a matter of their own."""
        if CITIZEN not in actor.roles or found.record is None:
            return False
        return found.id in self.showing.shown(found.record.key, actor)

    def _judges(self, actor: Actor, found: Document) -> bool:
        """Whether the actor's body is asked about the record, and needs this document for that."""
        if BODY not in actor.roles or found.record is None:
            return False
        return found.id in self.judging.papers(found.record.key, actor)

    def _page(self, query: FindDocuments, actor: Actor) -> View:
        key, after, limit = query.record_key, query.after, query.limit
        some = None if key is None else self._some(key, actor)
        if key is None or some is None:
            return self.documents.find(_wanted(key, actor), after, limit)
        if not some:
            return {"items": [], "next": None}
        page = self.documents.find(Wanted({"record": key}), after, limit)
        return {**page, "items": [each for each in page["items"] if each["id"] in some]}

    def _some(self, record_key: str, actor: Actor) -> Collection[str] | None:
        """The documents of the record that the actor is shown for what the record is; nothing for
        who lists them for what the documents are."""
        if not actor.roles.isdisjoint(SEEING_ALL):
            return None
        if CITIZEN in actor.roles:
            return self.showing.shown(record_key, actor) or None
        return self.judging.papers(record_key, actor) if BODY in actor.roles else None


def _wanted(record_key: str | None, actor: Actor) -> Wanted:
    """Narrowed to what `must_know` allows; whoever is both staff and citizen lists as staff."""
    if record_key is None:
        return Wanted({"uploader": actor.subject})
    equals = {"record": record_key}
    if "auditor" in actor.roles:
        return Wanted(equals)
    if not actor.roles.isdisjoint(staff_reading(record_key.partition("/")[0])):
        return Wanted(equals, {"governorate": sorted(actor.governorates)})
    marks = owner_marks(actor.subject, actor.national_number)
    return Wanted(equals, {"owners": sorted(marks)})
