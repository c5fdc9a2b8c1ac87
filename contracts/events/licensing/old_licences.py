"""To be replaced by the licences area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Count, Date, Event, Id


@dataclass(frozen=True)
class LicenceRenewalDue(Event):
    """A licence nears its end.

    `days_left` is what was left when this was said; `notice_days` names the reminder, which after
    downtime may come later than so many days before the end.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.licence.renewal_due.v1"
    AGGREGATE: ClassVar[str] = "licence"

    licence_id: Id
    application_id: Id
    expires_on: Date
    days_left: Count
    notice_days: Count


@dataclass(frozen=True)
class LicenceExpired(Event):
    """A licence is no longer valid."""

    TYPE: ClassVar[str] = "kanaf.licensing.licence.expired.v1"
    AGGREGATE: ClassVar[str] = "licence"

    licence_id: Id
    application_id: Id
    expires_on: Date
