"""Events of inspections as the contracts know them; they bear the same names."""

from __future__ import annotations

from datetime import date
from typing import Any

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import inspections as contract
from services.licensing.domain.inspections import events
from services.licensing.domain.places import Place


def publish(event: events.Event) -> Published:
    """The contract event that tells of this fact: identifiers and plain facts."""
    facts = {name: _told(value) for name, value in vars(event).items()}
    told = getattr(contract, type(event).__name__)(**facts)
    return Published(told.TYPE, base.to_data(told))


def _told(value: Any) -> Any:
    if isinstance(value, Place):
        # Its address stays within the ministry.
        return base.Place(value.governorate, value.district)
    return value.isoformat() if isinstance(value, date) else value
