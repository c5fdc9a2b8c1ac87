"""Facts about surveys as the events that the contracts know; they bear the same names."""

from __future__ import annotations

from chassis.documents.kind import Published
from contracts.events.base import to_data
from contracts.events.registry import surveys as contract
from services.registry.domain.surveys import events


def publish(event: events.Event) -> Published:
    """The contract event that tells of this fact: identifiers and plain facts."""
    told = getattr(contract, type(event).__name__)(**vars(event))
    return Published(told.TYPE, to_data(told))
