"""What notifications tells: agreements with ministries, for the journal and other processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Date, Event, GovernorateCode, Line, Lines, Word


@dataclass(frozen=True)
class AgreementRecorded(Event):
    """A data-sharing agreement was made, replaced or revoked; all of its terms as they now are."""

    TYPE: ClassVar[str] = "kanaf.notifications.agreement.recorded.v1"
    AGGREGATE: ClassVar[str] = "agreement"

    partner: Line
    ministry: Line
    legal_basis: Lines
    events: tuple[Line, ...]
    protected_events: tuple[Word, ...]
    governorates: tuple[GovernorateCode, ...]
    fields_shared: tuple[Word, ...]
    valid_from: Date
    valid_until: Date | None
    revoked: bool
