"""Facts about documents as the events that the contracts know."""

from __future__ import annotations

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import documents as published
from services.licensing.domain.documents import events


def publish(event: events.Event) -> Published:
    """The contract event that tells of this fact."""
    told = _told(event)
    return Published(told.TYPE, base.to_data(told))


def _told(event: events.Event) -> base.Event:
    if isinstance(event, events.DocumentAdvanced):
        return published.DocumentAdvanced(event.document_id, event.kind, event.state, event.reason)
    if isinstance(event, events.DocumentAttached):
        return published.DocumentAttached(
            event.document_id, event.kind, event.record_kind, event.record_id
        )
    return published.DocumentSettled(event.document_id)
