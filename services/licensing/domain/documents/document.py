"""A document: announced, received in parts, looked at, attached to a record; or removed.

`receiving` → `scanning` → `ready` or `refused`; whatever belongs to no record when its time is over
is `removed`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from services.licensing.domain.access import LICENSING_STAFF, Actor, must_have_role, owner_marks
from services.licensing.domain.documents.events import (
    DocumentAdvanced,
    DocumentAttached,
    DocumentSettled,
    Event,
)
from services.licensing.domain.documents.facts import Announced, DocumentFacts, RecordRef
from services.licensing.domain.documents.refusals import (
    AtOtherStep,
    AttachedElsewhere,
    DocumentUnknown,
    PartsMissing,
    PartUnexpected,
)
from services.licensing.domain.documents.rules import DocumentRules

TYPE_DIFFERS = "document_type_differs"
_PARTS_TOLD = 20


class DocumentState(StrEnum):
    RECEIVING = "receiving"
    SCANNING = "scanning"
    READY = "ready"
    REFUSED = "refused"
    REMOVED = "removed"


@dataclass
class Document:
    """The aggregate. The constructor restores a stored one; `announce` makes a new one.

    `place` is one of the few that its uploader has for documents without a record. `content` names
    the stored file. `scanned` tells whether a scanner looked at it; `reason` why it was refused.
    `settled`: the time for its upload is over.
    """

    id: str
    version: int
    announced: Announced
    uploader: str
    place: int
    announced_at: datetime
    upload_ends_at: datetime
    state: DocumentState = DocumentState.RECEIVING
    content: str | None = None
    scanned: bool | None = None
    reason: str | None = None
    record: RecordRef | None = None
    settled: bool = False
    events: list[Event] = field(default_factory=list)

    @classmethod
    def announce(
        cls,
        document_id: str,
        announced: Announced,
        rules: DocumentRules,
        place: int,
        actor: Actor,
        at: datetime,
    ) -> Document:
        """A citizen, somebody of the staff or an administrator, who brings in what was registered
        before, will send this file. Raises what the rules refuse."""
        must_have_role(actor, "citizen", "administrator", *LICENSING_STAFF)
        rules.must_take(announced)
        ends_at = at + rules.unattached_kept
        made = cls(document_id, 0, announced, actor.subject, place, at, ends_at)
        made._advance(DocumentState.RECEIVING)
        return made

    @property
    def governorate(self) -> str:
        """Where the record it belongs to is served; nowhere without one."""
        return "" if self.record is None else self.record.governorate

    @property
    def owners(self) -> frozenset[str]:
        """Whose it is: who sent it, and whose record it belongs to."""
        of_record = frozenset[str]() if self.record is None else self.record.owners
        return owner_marks(self.uploader, None) | of_record

    @property
    def is_loose(self) -> bool:
        """Whether it takes up one of the places that its uploader has for what has no record."""
        gone = (DocumentState.REFUSED, DocumentState.REMOVED)
        return self.record is None and self.state not in gone

    @property
    def facts(self) -> DocumentFacts:
        known = self.announced
        return DocumentFacts(
            known.kind,
            known.media_type,
            known.size,
            known.sha256,
            known.expires_on,
            self.state.value,
        )

    def must_take_part(self, number: int, length: int) -> None:
        """Raise unless a part of this place and length belongs to the file."""
        self._must_be(DocumentState.RECEIVING)
        if length == 0 or length != self.announced.length_of(number):
            raise PartUnexpected(part=number)

    def must_be_whole(self, present: Collection[int]) -> None:
        """Raise `PartsMissing` while parts are still to come."""
        self._must_be(DocumentState.RECEIVING)
        missing = self.missing(present)
        if missing:
            first = ", ".join(map(str, missing[:_PARTS_TOLD]))
            raise PartsMissing(missing=len(missing), first=first)

    def missing(self, present: Collection[int]) -> list[int]:
        """The parts still to come; none once it was completed."""
        if self.state is not DocumentState.RECEIVING:
            return []
        return sorted(set(range(self.announced.parts)) - set(present))

    def complete(self, content: str, media_type: str | None) -> None:
        """All of it is stored as `content`, which by itself is of this media type."""
        self._must_be(DocumentState.RECEIVING)
        if media_type != self.announced.media_type:
            self._refuse(TYPE_DIFFERS)
        else:
            self.content = content
            self._advance(DocumentState.SCANNING)

    def was_found_safe(self, *, scanned: bool) -> None:
        """Nothing was found in it; `scanned` tells whether a virus scanner looked, too."""
        self._must_be(DocumentState.SCANNING)
        self.scanned = scanned
        self._advance(DocumentState.READY)

    def was_found_unsafe(self, reason: str, *, scanned: bool) -> None:
        """Something was found for which nobody may open it: its content is not kept."""
        self._must_be(DocumentState.SCANNING)
        self.scanned = scanned
        self._refuse(reason)

    def must_be_ready(self) -> None:
        """Raise unless its content can be read."""
        self._must_be(DocumentState.READY)

    def must_be_usable(
        self, actor: Actor, record_key: str | None, named_by: str | None = None
    ) -> None:
        """Raise unless the actor may attach it to that record (or to one that is still to come).

        `named_by`: who named it in the record; whoever does so with a document of their own wants
        it attached, also when somebody else hands the record in for them.
        """
        theirs = self.uploader in (actor.subject, named_by)
        if not theirs and not self._belongs_to(record_key):
            raise DocumentUnknown(id=self.id)
        self.must_be_ready()
        if self.record is not None and not self._belongs_to(record_key):
            raise AttachedElsewhere()

    def attach(self, record: RecordRef, actor: Actor, named_by: str | None = None) -> None:
        """From now on it belongs to this record, unchanged. To the same one again is no change."""
        self.must_be_usable(actor, record.key, named_by)
        self.follow(record)

    def follow(self, record: RecordRef) -> None:
        """The record tells anew where it is served and whose it is."""
        if self.record != record:
            self.record = record
            self.events.append(
                DocumentAttached(self.id, self.announced.kind, record.kind, record.id)
            )

    def settle(self) -> None:
        """The time for its upload is over. What belongs to no record is given up, with its name."""
        if self.settled:
            return
        self.settled = True
        self.events.append(DocumentSettled(self.id))
        if self.record is None:
            self.announced = replace(self.announced, name="")
            self.content = None
            self._advance(DocumentState.REMOVED)

    def _belongs_to(self, record_key: str | None) -> bool:
        return self.record is not None and self.record.key == record_key

    def _must_be(self, state: DocumentState) -> None:
        if self.state is not state:
            raise AtOtherStep(state=self.state.value)

    def _refuse(self, reason: str) -> None:
        self.content, self.reason = None, reason
        self._advance(DocumentState.REFUSED)

    def _advance(self, state: DocumentState) -> None:
        self.state = state
        kind = self.announced.kind
        self.events.append(DocumentAdvanced(self.id, kind, state.value, self.reason))
