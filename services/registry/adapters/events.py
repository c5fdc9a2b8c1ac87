"""The registry's facts as the events that the contracts know."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events import registry as contract
from contracts.events.base import Event, Place, to_data
from services.registry.domain import events
from services.registry.domain.facts import Address


def publish(event: events.Event) -> Published:
    """The contract event that tells of this fact: identifiers and plain facts, but for contacts."""
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


def _place(address: Address) -> Place:
    return Place(address.governorate, address.district)


@singledispatch
def _tell(event: Any) -> Event:
    raise TypeError(f"the registry has no contract event for {type(event).__name__}")


@_tell.register
def _(event: events.PersonRegistered) -> Event:
    return contract.PersonRegistered(
        person_id=event.person_id,
        place=_place(event.address),
        identity_kind=event.identity_kind,
        birth_year=event.birth_year,
        registered_on=event.on.isoformat(),
    )


@_tell.register
def _(event: events.PersonAmended) -> Event:
    return contract.PersonAmended(person_id=event.person_id, fields=event.fields)


@_tell.register
def _(event: events.ContactRecorded) -> Event:
    return contract.PersonContactRecorded(
        party=f"registry.person/{event.person_id}",
        name=event.name.spoken(event.contact.language),
        language=event.contact.language,
        mobile=event.contact.mobile,
        email=event.contact.email,
    )


@_tell.register
def _(event: events.HouseholdRegistered) -> Event:
    return contract.HouseholdRegistered(
        household_id=event.household_id,
        head_id=event.head_id,
        member_ids=event.member_ids,
        place=_place(event.address),
    )


@_tell.register
def _(event: events.HouseholdAmended) -> Event:
    return contract.HouseholdAmended(
        household_id=event.household_id,
        joined=event.joined,
        left=event.left,
        fields=event.fields,
    )
