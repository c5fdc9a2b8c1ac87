"""Events of applications as licensing tells them."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import applications as told
from services.licensing.domain.applications import events
from services.licensing.domain.applications.events import Whose


def publish(event: events.Event) -> Published:
    """The contract event that says what the domain event says."""
    said = _told(event)
    return Published(said.TYPE, base.to_data(said))


def _whose(whose: Whose) -> dict[str, Any]:
    place = base.Place(whose.place.governorate, whose.place.district)
    return {
        "application_id": whose.application_id,
        "service": whose.service,
        "variant": whose.variant,
        "place": place,
        "delegate_id": whose.application_id if whose.delegated else None,
    }


_ALIKE: dict[type[Any], type[Any]] = {
    events.Drafted: told.ApplicationDrafted,
    events.Filled: told.ApplicationFilled,
    events.Submitted: told.ApplicationSubmitted,
    events.StepTaken: told.ApplicationStepTaken,
    events.StepDone: told.ApplicationStepDone,
    events.StepReopened: told.ApplicationStepReopened,
    events.Returned: told.ApplicationReturned,
    events.Resumed: told.ApplicationResumed,
    events.DeadlineNear: told.ApplicationDeadlineNear,
    events.Escalated: told.ApplicationEscalated,
    events.Approved: told.ApplicationApproved,
    events.Rejected: told.ApplicationRejected,
    events.Withdrawn: told.ApplicationWithdrawn,
    events.Abandoned: told.ApplicationAbandoned,
    events.Appealed: told.ApplicationAppealed,
    events.AppealAnswered: told.ApplicationAppealAnswered,
    events.Commented: told.ApplicationCommented,
    events.Recounted: told.ApplicationRecounted,
    events.DelegationEnded: told.ApplicationDelegationEnded,
}
"""What is told as it is: the same parts, days as texts."""


@singledispatch
def _told(event: Any) -> base.Event:
    parts = {name: value for name, value in vars(event).items() if name != "whose"}
    days = {name: _written(value) for name, value in parts.items()}
    said: base.Event = _ALIKE[type(event)](**_whose(event.whose), **days)
    return said


@_told.register
def _(event: events.ContactRecorded) -> base.Event:
    return told.ApplicationContactRecorded(
        party=f"licensing.{event.who.value}/{event.application_id}",
        name=event.name,
        language=event.contact.language,
        mobile=event.contact.mobile,
        email=event.contact.email,
    )


def _written(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
