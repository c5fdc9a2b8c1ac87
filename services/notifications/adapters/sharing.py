"""What there is to share with ministries, from the catalogue of contracts."""

from __future__ import annotations

from contracts import reference
from contracts.catalogue import CATALOGUE
from services.notifications.domain.agreement import Classification, KnownEvent, Sharing
from services.notifications.domain.rules import event_name

SERVICES = frozenset({"registry", "licensing", "alternative_care"})
"""Whose events can be in a feed."""


def from_catalogue() -> Sharing:
    """The events of the other services; of several versions of one, the fields of all."""
    known: dict[str, KnownEvent] = {}
    for type_, entry in CATALOGUE.items():
        if entry.service not in SERVICES:
            continue
        name = event_name(type_)
        seen = known[name].fields if name in known else frozenset[str]()
        known[name] = KnownEvent(
            name,
            Classification(entry.classification),
            seen | frozenset(entry.schema.fields),
        )
    return Sharing(tuple(known.values()), frozenset(reference.governorates()))
