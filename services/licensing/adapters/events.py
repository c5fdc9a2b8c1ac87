"""Domain events as the events that licensing publishes."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import applications as published
from services.licensing.domain import events
from services.licensing.domain.places import Place

SERVICE_APPLIED_FOR = "nursery.first_licence"


def publish(event: events.Event) -> Published:
    """The contract event that says what the domain event says."""
    told = _told(event)
    return Published(told.TYPE, base.to_data(told))


def _place(place: Place) -> base.Place:
    return base.Place(place.governorate, place.district)


@singledispatch
def _told(event: Any) -> base.Event:
    raise TypeError(f"{type(event).__name__} is never published")


@_told.register
def _(event: events.ApplicationSubmitted) -> base.Event:
    return published.ApplicationSubmitted(
        event.application_id, SERVICE_APPLIED_FOR, event.nursery_kind, _place(event.place)
    )


@_told.register
def _(event: events.ContactRecorded) -> base.Event:
    return published.ApplicationContactRecorded(
        party=f"licensing.application/{event.application_id}",
        name=event.name,
        language=event.contact.language,
        mobile=event.contact.mobile,
        email=event.contact.email,
    )


@_told.register
def _(event: events.ApplicationChecked) -> base.Event:
    return published.ApplicationChecked(event.application_id, event.outcome)


@_told.register
def _(event: events.ApplicationApproved) -> base.Event:
    return published.ApplicationApproved(event.application_id, event.licence_id)


@_told.register
def _(event: events.ApplicationRejected) -> base.Event:
    return published.ApplicationRejected(event.application_id, event.reason_code)


@_told.register
def _(event: events.LicenceIssued) -> base.Event:
    return published.LicenceIssued(
        licence_id=event.licence_id,
        number=event.number,
        application_id=event.application_id,
        nursery_kind=event.nursery_kind,
        place=_place(event.place),
        valid_from=event.valid_from.isoformat(),
        expires_on=event.expires_on.isoformat(),
    )


@_told.register
def _(event: events.RenewalDue) -> base.Event:
    return published.LicenceRenewalDue(
        event.licence_id,
        event.application_id,
        event.expires_on.isoformat(),
        event.days_left,
        event.notice_days,
    )


@_told.register
def _(event: events.LicenceExpired) -> base.Event:
    return published.LicenceExpired(
        event.licence_id, event.application_id, event.expires_on.isoformat()
    )
