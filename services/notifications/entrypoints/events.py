"""What the other services tell, as this one understands it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chassis.events.entrypoint import Event, HandlerGroup, sources
from contracts import envelope as wire
from contracts.catalogue import CATALOGUE
from contracts.events.base import Event as Contract
from contracts.events.licensing import licences
from contracts.events.registry.duplicates import PersonMerged
from contracts.upcasters import UPCASTERS
from services.notifications.domain import rules
from services.notifications.domain.contact import Contact

messages = HandlerGroup("messages", sources("notifications.messages"), ordered=True)
"""Tells people what concerns them, in the order in which it happened."""

# As it comes: of a payment only what concerns its payee is here, so the sequences have gaps.
payees = HandlerGroup("payees", sources("notifications.payees"), ordered=False)
"""Tells people what becomes of their money."""

# The contacts between these events stay out of reach, so the sequences have gaps.
feeds = HandlerGroup("feeds", sources("notifications.feeds"), ordered=False)
"""Writes ministries' feeds."""


def to_contact(event: Event[Any]) -> Contact:
    """The contact that a `contact_recorded` event brings."""
    data = event.data
    return Contact(
        party=data.party,
        sequence=event.envelope.sequence,
        language=data.language,
        name=data.name,
        mobile=data.mobile,
        email=data.email,
        # Persons alone can be protected.
        confidential=getattr(data, "confidential", False),
    )


def to_redirection(event: Event[Any]) -> tuple[str, str | None, int]:
    """Whom a merge concerns, as whom they are reached from now on, and at which version."""
    data = event.data
    survivor = f"registry.person/{data.survivor_id}" if isinstance(data, PersonMerged) else None
    return f"registry.person/{data.merged_id}", survivor, event.envelope.sequence


HOLDERS: tuple[type[Contract], ...] = tuple(
    each.event
    for name, each in CATALOGUE.items()
    if each.event.AGGREGATE == "licence"
    and name != licences.LicencePassedOn.TYPE
    and name not in UPCASTERS
)
"""What is told of a licence with the application, or the association, by which its holder is
reached. That it was passed on is told to who held it."""


def to_holder(event: Event[Any]) -> tuple[str, str | None, int]:
    """Whose licence it is: as whom they are reached from now on, and at which of its versions."""
    envelope = event.envelope
    licence = f"licensing.licence/{event.data.licence_id}"
    return licence, rules.holder_of(envelope.data), envelope.sequence


def to_erasure(event: Event[Any]) -> tuple[str, str, tuple[str, ...], int, datetime]:
    """Whose data were erased, of which categories, at which of their versions and when."""
    envelope = event.envelope
    party = f"registry.person/{event.data.person_id}"
    return party, envelope.subject, event.data.categories, envelope.sequence, envelope.time


def to_event(event: Event[Any]) -> rules.Event:
    """Any other event."""
    envelope = event.envelope
    return rules.Event(
        id=envelope.id,
        name=rules.event_name(envelope.type),
        subject=envelope.subject,
        sequence=envelope.sequence,
        occurred_at=envelope.time,
        data=envelope.data,
        protected=envelope.dataclassification == wire.PROTECTED,
    )
