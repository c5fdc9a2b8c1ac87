"""Who may know of a document: who sent it, and who may see the record that it belongs to."""

from __future__ import annotations

from services.licensing.domain.access import LICENSING_STAFF, Actor, must_see, owner_marks
from services.licensing.domain.documents.document import Document
from services.licensing.domain.documents.refusals import DocumentUnknown
from services.licensing.domain.refusals import NotYours

_OF_INSPECTORS = frozenset({"inspection", "corrective_action"})
"""Records that clerks do not read, nor so what is attached to them."""


def staff_reading(kind: str | None) -> frozenset[str]:
    """The roles whose work is with records of this kind, in their governorates."""
    return LICENSING_STAFF - {"clerk"} if kind in _OF_INSPECTORS else LICENSING_STAFF


def must_be_uploader(actor: Actor, document: Document) -> None:
    """Raises `DocumentUnknown` for everybody but who sent it."""
    if actor.subject != document.uploader:
        raise DocumentUnknown(id=document.id)


def must_know(actor: Actor, document: Document) -> None:
    """Raises `DocumentUnknown` for who may not learn that it exists."""
    if actor.subject == document.uploader:
        return
    kind = None if document.record is None else document.record.kind
    try:
        must_see(actor, document, staff_reading(kind))
    except NotYours:
        raise DocumentUnknown(id=document.id) from None


def is_own(actor: Actor, document: Document) -> bool:
    """Whether it is the actor's own matter: everybody else who reads it is written down."""
    mine = owner_marks(actor.subject, actor.national_number)
    return actor.subject == document.uploader or (
        "citizen" in actor.roles and not mine.isdisjoint(document.owners)
    )
