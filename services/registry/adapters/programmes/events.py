"""Facts about programmes, places and enrolments as the events that the contracts know."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events.base import Event, to_data
from contracts.events.registry import enrolments, grievances, programmes
from services.registry.domain.programmes import events


def publish(event: Any) -> Published:
    """The contract event that tells of this fact: identifiers and plain facts, nobody's name."""
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


@singledispatch
def _tell(event: Any) -> Event:
    told = _OF_SOMEBODY.get(type(event))
    if told is None:
        raise TypeError(f"the registry has no contract event for {type(event).__name__}")
    facts = {name: plain(value) for name, value in vars(event).items() if name != "whose"}
    made: Event = told(**whose(event.whose), **facts)
    return made


_OF_SOMEBODY: dict[type, Any] = {
    events.Applied: enrolments.EnrolmentApplied,
    events.Prepared: enrolments.EnrolmentPrepared,
    events.Approved: enrolments.EnrolmentApproved,
    events.Rejected: enrolments.EnrolmentRejected,
    events.Waitlisted: enrolments.EnrolmentWaitlisted,
    events.Started: enrolments.EnrolmentStarted,
    events.AmountChanged: enrolments.EnrolmentAmountChanged,
    events.Suspended: enrolments.EnrolmentSuspended,
    events.Resumed: enrolments.EnrolmentResumed,
    events.ReviewAnnounced: enrolments.EnrolmentReviewAnnounced,
    events.ReviewDue: enrolments.EnrolmentReviewDue,
    events.Reviewed: enrolments.EnrolmentReviewed,
    events.Ended: enrolments.EnrolmentEnded,
    events.Reopened: enrolments.EnrolmentReopened,
    events.PersonReplaced: enrolments.EnrolmentPersonReplaced,
    events.Moved: enrolments.EnrolmentMoved,
    events.Restored: enrolments.EnrolmentRestored,
    events.GrievanceFiled: grievances.GrievanceFiled,
    events.GrievanceTaken: grievances.GrievanceTaken,
    events.GrievanceAnswered: grievances.GrievanceAnswered,
    events.GrievanceWithdrawn: grievances.GrievanceWithdrawn,
    events.GrievanceEscalated: grievances.GrievanceEscalated,
    events.GrievanceMoved: grievances.GrievanceMoved,
}


def whose(it: events.Whose) -> dict[str, str]:
    """Whose enrolment it is, in the contract's words."""
    plain_facts = asdict(it)
    name = plain_facts.pop("programme")
    del plain_facts["person_id"]
    return {**plain_facts, "programme_ar": name["ar"], "programme_en": name["en"]}


def plain(value: Any) -> Any:
    """A date as its text; everything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


@_tell.register
def _(event: events.ProgrammeMade) -> Event:
    return programmes.ProgrammeMade(
        event.programme_id, str(event.pillar), str(event.kind), event.governorates, event.quota
    )


@_tell.register
def _(event: events.ProgrammeChanged) -> Event:
    return programmes.ProgrammeChanged(event.programme_id, event.fields)


@_tell.register
def _(event: events.ProgrammeOpened) -> Event:
    return programmes.ProgrammeOpened(event.programme_id, plain(event.closes_on))


@_tell.register
def _(event: events.ProgrammeClosed) -> Event:
    return programmes.ProgrammeClosed(event.programme_id)


@_tell.register
def _(event: events.PlacesChanged) -> Event:
    return programmes.PlacesChanged(event.programme_id, event.quota)


@_tell.register
def _(event: events.PlaceTaken) -> Event:
    return programmes.PlaceTaken(event.programme_id, event.enrolment_id, event.free)


@_tell.register
def _(event: events.PlaceFreed) -> Event:
    return programmes.PlaceFreed(event.programme_id, event.enrolment_id, event.free)


@_tell.register
def _(event: events.PlaceWaitedFor) -> Event:
    return programmes.PlaceWaitedFor(event.programme_id, event.enrolment_id, event.waiting)
