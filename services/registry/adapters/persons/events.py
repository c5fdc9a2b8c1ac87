"""Facts about persons as the events that the contracts know."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events.base import Event, to_data
from contracts.events.registry import duplicates as merges
from contracts.events.registry import persons as contract
from services.registry.adapters.places import place_of
from services.registry.domain.persons import events


def publish(event: events.Event) -> Published:
    """The contract event that tells of this fact: identifiers and plain facts, but for contacts."""
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


@singledispatch
def _tell(event: Any) -> Event:
    raise TypeError(f"the registry has no contract event for {type(event).__name__}")


@_tell.register
def _(event: events.PersonRegistered) -> Event:
    if event.protected:
        return contract.PersonRegisteredInConfidence(event.person_id)
    return contract.PersonRegistered(
        person_id=event.person_id,
        place=place_of(event.address),
        identity_kind=event.identity_kind,
        birth_year=event.birth_year,
        registered_on=event.on.isoformat(),
        imported=event.imported,
    )


@_tell.register
def _(event: events.PersonAmended) -> Event:
    return contract.PersonAmended(person_id=event.person_id, fields=event.fields)


@_tell.register
def _(event: events.PersonErased) -> Event:
    return contract.PersonErased(**vars(event))


@_tell.register
def _(event: events.ContactRecorded) -> Event:
    return contract.PersonContactRecorded(
        party=f"registry.person/{event.person_id}",
        name=event.name.spoken(event.contact.language),
        language=event.contact.language,
        mobile=event.contact.mobile,
        email=event.contact.email,
        confidential=event.confidential,
    )


@_tell.register
def _(event: events.PersonMerged) -> Event:
    return merges.PersonMerged(**vars(event))


@_tell.register
def _(event: events.PersonUnmerged) -> Event:
    return merges.PersonUnmerged(**vars(event))
