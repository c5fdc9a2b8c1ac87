"""What is published of elections."""

from __future__ import annotations

from contracts.events.licensing import elections as published
from services.licensing.adapters.telling import publisher
from services.licensing.domain.elections import events

publish = publisher(
    {
        events.DateAnnounced: published.ElectionDateAnnounced,
        events.DatePostponed: published.ElectionDatePostponed,
        events.DateHeld: published.ElectionDateHeld,
        events.ElectionAnnounced: published.ElectionAnnounced,
        events.ElectionPostponed: published.ElectionPostponed,
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
