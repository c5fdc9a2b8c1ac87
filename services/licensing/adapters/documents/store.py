"""How documents are kept, found and shown."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.calendar import written
from chassis.documents.errors import ConcurrentChange
from chassis.documents.kind import Criteria, Kind, State, Store, Timer, View
from chassis.documents.listing import listing
from chassis.errors import Conflict, NotFound
from contracts.refusals import LANGUAGES, say
from services.licensing.adapters.documents.events import publish
from services.licensing.domain.documents.document import Document, DocumentState
from services.licensing.domain.documents.facts import Announced, RecordRef
from services.licensing.domain.documents.refusals import DocumentUnknown, TooManyUnattached
from services.licensing.domain.documents.types import PART_SIZE

MOST_OF_A_RECORD = 1000
"""Far more documents than any record has."""


def _to_state(found: Document) -> State:
    record, known = found.record, found.announced
    return {
        "announced": {
            **asdict(known),
            "expires_on": known.expires_on.isoformat() if known.expires_on else None,
        },
        "uploader": found.uploader,
        "place": found.place,
        "announced_at": found.announced_at,
        "upload_ends_at": found.upload_ends_at,
        "state": found.state.value,
        "content": found.content,
        "scanned": found.scanned,
        "reason": found.reason,
        "record": {**asdict(record), "owners": sorted(record.owners)} if record else None,
        "settled": found.settled,
    }


def _from_state(document_id: str, version: int, state: State) -> Document:
    known, record = state["announced"], state["record"]
    expires_on = date.fromisoformat(known["expires_on"]) if known["expires_on"] else None
    return Document(
        **{
            **state,
            "id": document_id,
            "version": version,
            "announced": Announced(**{**known, "expires_on": expires_on}),
            "state": DocumentState(state["state"]),
            "record": RecordRef(**{**record, "owners": frozenset(record["owners"])})
            if record
            else None,
        }
    )


def show(found: Document) -> View:
    """The document as answers have it; of one that waits, `missing` names all parts."""
    known, record = found.announced, found.record
    return {
        "id": found.id,
        "version": found.version,
        "name": known.name or None,
        "media_type": known.media_type,
        "size": known.size,
        "sha256": known.sha256,
        "kind": known.kind,
        "expires_on": known.expires_on.isoformat() if known.expires_on else None,
        "state": found.state.value,
        "parts": known.parts,
        "part_size": PART_SIZE,
        "missing": found.missing(()),
        "scanned": found.scanned,
        "refused": _refused(found.reason),
        "record": {"kind": record.kind, "id": record.id} if record else None,
        "announced_at": written(found.announced_at),
        "upload_ends_at": written(found.upload_ends_at),
    }


def _refused(code: str | None) -> View | None:
    if code is None:
        return None
    return {"code": code, **{each: say(code, each).shown for each in LANGUAGES}}


def _keys(found: Document) -> dict[str, Any]:
    return {
        "uploader": found.uploader,
        "loose_of": found.uploader if found.is_loose else None,
        "place": f"{found.place}/{found.uploader}" if found.is_loose else None,
        "record": found.record.key if found.record else None,
        "governorate": found.governorate or None,
        "owners": sorted(found.owners),
    }


def _timers(found: Document) -> list[Timer]:
    return [] if found.settled else [Timer("upload_ends", found.upload_ends_at)]


DOCUMENTS: Kind[Document] = Kind(
    service="licensing",
    name="document",
    collection="documents",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    unique={"place": TooManyUnattached.code},
    timers=_timers,
    work=lambda found: ["scan"] if found.state is DocumentState.SCANNING else [],
    indexes=(("uploader",), ("record",), ("loose_of",)),
    of_few=("record", "loose_of"),
)


class StoredDocuments:
    """See `services.licensing.app.documents.ports.KeptDocuments`."""

    def __init__(self, store: Store[Document]) -> None:
        self._store = store
        self.get = store.get
        self.get_companion = store.get_companion
        self.load = store.load
        self.save = store.save
        self.view = store.view
        self.find = listing(store)

    def add(self, aggregate: Document) -> View:
        """Raises `ConcurrentChange` when somebody took its place at this moment."""
        try:
            return self._store.add(aggregate)
        except Conflict as conflict:
            raise ConcurrentChange(f"place {aggregate.place}") from conflict

    def companion(self, document_id: str) -> Document:
        try:
            return self._store.get_companion(document_id)
        except NotFound:
            raise DocumentUnknown(id=document_id) from None

    def of(self, record: RecordRef) -> Sequence[Document]:
        return self._store.newest(Criteria(equals={"record": record.key}), MOST_OF_A_RECORD)

    def free_place(self, document_id: str, uploader: str, most: int) -> int | None:
        loose = self._store.newest(Criteria(equals={"loose_of": uploader}), most)
        free = sorted(set(range(most)) - {each.place for each in loose})
        if free:
            return free[0]
        with suppress(NotFound):
            self._store.get(document_id)
        return None

    def forget_answers(self, document_id: str) -> None:
        self._store.rewrite_history(document_id, lambda former: former)
