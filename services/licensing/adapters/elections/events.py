"""What is published of elections."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import elections as published
from services.licensing.adapters.telling import publisher
from services.licensing.domain.elections import events

_alike = publisher(
    {
        events.DateAnnounced: published.ElectionDateAnnounced,
        events.DatePostponed: published.ElectionDatePostponed,
        events.DateHeld: published.ElectionDateHeld,
        events.ElectionAnnounced: published.ElectionAnnounced,
        events.ElectionPostponed: published.ElectionPostponed,
        events.SocietyLost: published.ElectionSocietyLost,
        events.ElectionAdvanced: published.ElectionAdvanced,
        events.ListClosed: published.ElectionListClosed,
        events.CentreConfirmed: published.ElectionCentreConfirmed,
        events.LotRecorded: published.ElectionLotRecorded,
        events.ResultsConfirmed: published.ElectionResultsConfirmed,
        events.VotersFrozen: published.VoterListFrozen,
        events.VoterRuled: published.VoterListRuled,
        events.CandidacyAdvanced: published.CandidacyAdvanced,
        events.ObjectionAdvanced: published.ElectionObjectionAdvanced,
        events.CountAdvanced: published.CentreCountAdvanced,
    }
)


def publish(event: Any) -> Published:
    """The contract event; how a candidate is reached goes to who writes to people alone."""
    if not isinstance(event, events.ContactRecorded):
        return _alike(event)
    contact = event.contact
    made = published.CandidacyContactRecorded(
        party=f"licensing.candidacy/{event.candidacy_id}",
        name=contact.name,
        language=contact.language,
        mobile=contact.mobile,
        email=contact.email,
    )
    return Published(made.TYPE, base.to_data(made))
