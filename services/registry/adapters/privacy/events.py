"""Facts about consents, requests and copies as the events that the contracts know."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Published
from contracts.events.base import Event, to_data
from contracts.events.registry import privacy as contract
from services.registry.domain.privacy import events


def publish(event: Any) -> Published:
    """The contract event that tells of this fact: identifiers and standing, nobody's words."""
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


def _tell(event: Any) -> Event:
    match event:
        case events.ConsentGiven():
            return contract.ConsentGiven(
                event.consent_id, event.person_id, event.purpose, event.until.isoformat()
            )
        case events.ConsentEnded():
            return contract.ConsentEnded(
                event.consent_id, event.person_id, event.purpose, event.outcome
            )
        case events.CopyAdvanced():
            return contract.DataCopyAdvanced(event.copy_id, event.person_id, event.status)
    return _tell_of_request(event)


def _tell_of_request(event: Any) -> Event:
    match event:
        case events.RequestFiled():
            return contract.PrivacyRequestFiled(
                event.request_id, event.person_id, event.kind, event.answer_by.isoformat()
            )
        case events.RequestEscalated():
            return contract.PrivacyRequestEscalated(
                event.request_id, event.person_id, event.kind, event.answer_by.isoformat()
            )
        case events.RequestEnded():
            return contract.PrivacyRequestEnded(
                event.request_id, event.person_id, event.kind, event.outcome
            )
        case events.RequestMoved():
            return contract.PrivacyRequestMoved(event.request_id, event.person_id)
        case events.TracesForgotten():
            return contract.PrivacyTracesForgotten(event.request_id, event.person_id)
        case events.RetentionReviewed():
            again = event.look_again_on
            return contract.PrivacyRetentionReviewed(
                event.request_id,
                event.person_id,
                event.erased,
                None if again is None else again.isoformat(),
            )
    raise TypeError(f"the registry has no contract event for {type(event).__name__}")
