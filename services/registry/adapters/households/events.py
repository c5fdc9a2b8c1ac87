"""Facts about households as the events that the contracts know."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events.base import Event, to_data
from contracts.events.registry import households as contract
from services.registry.adapters.places import place_of
from services.registry.domain.households import events


def publish(event: events.Event) -> Published:
    """The contract event that tells of this fact: identifiers and plain facts, but for contacts."""
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


@singledispatch
def _tell(event: Any) -> Event:
    raise TypeError(f"the registry has no contract event for {type(event).__name__}")


@_tell.register
def _(event: events.HouseholdRegistered) -> Event:
    if event.protected:
        joined = tuple(sorted(event.member_ids))
        return contract.HouseholdAmendedInConfidence(event.household_id, joined, (), ("members",))
    return contract.HouseholdRegistered(
        household_id=event.household_id,
        head_id=event.head_id,
        member_ids=event.member_ids,
        place=place_of(event.address),
        imported=event.imported,
    )


@_tell.register
def _(event: events.HouseholdAmended) -> Event:
    told = contract.HouseholdAmended
    if event.protected:
        told = contract.HouseholdAmendedInConfidence
    return told(
        household_id=event.household_id,
        joined=event.joined,
        left=event.left,
        fields=event.fields,
        reason=event.reason,
    )


@_tell.register
def _(event: events.HouseholdDissolved) -> Event:
    return contract.HouseholdDissolved(household_id=event.household_id)
