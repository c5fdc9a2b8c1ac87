"""What happens to licences as the events that licensing publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import licences
from services.licensing.domain.licences import events

_TOLD: Mapping[type, type[base.Event]] = {
    events.LicenceIssued: licences.LicenceIssued,
    events.RenewalDue: licences.LicenceRenewalDue,
    events.LicenceExpired: licences.LicenceExpired,
    events.LicenceLapsed: licences.LicenceLapsed,
    events.LicenceSuspended: licences.LicenceSuspended,
    events.LicenceReinstated: licences.LicenceReinstated,
    events.LicenceRevoked: licences.LicenceRevoked,
    events.LicenceRenewed: licences.LicenceRenewed,
    events.CertificateReplaced: licences.CertificateReplaced,
    events.LicenceAmended: licences.LicenceAmended,
    events.RenewalAdvanced: licences.LicenceRenewalAdvanced,
    events.SurrenderAccepted: licences.LicenceSurrenderAccepted,
    events.LicenceSurrendered: licences.LicenceSurrendered,
    events.LicencePassedOn: licences.LicencePassedOn,
    events.HolderChanged: licences.LicenceHolderChanged,
    events.LicenceRecorded: licences.LicenceRecorded,
    events.LicenceRepresented: licences.LicenceRepresented,
}


def publish(event: events.Event) -> Published:
    """The contract event that says what the domain event says, under the same names."""
    about = event.about
    place = base.Place(about.place.governorate, about.place.district)
    facts: dict[str, Any] = {
        each.name: _plain(getattr(event, each.name))
        for each in fields(event)
        if each.name != "about"
    }
    told = _TOLD[type(event)](**{**vars(about), **facts, "place": place})
    return Published(told.TYPE, base.to_data(told))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
