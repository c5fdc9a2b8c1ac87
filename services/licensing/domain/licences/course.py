"""What happens to a licence: who did what, when and why, and what the calendar will do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class LicenceState(StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    LAPSED = "lapsed"
    REVOKED = "revoked"
    SURRENDERED = "surrendered"


ENDED = (LicenceState.LAPSED, LicenceState.REVOKED, LicenceState.SURRENDERED)
"""Nothing but a closure that is lifted changes these."""


@dataclass(frozen=True)
class Reason:
    """Why something was done: a code of a list, and what was written to it."""

    code: str
    text_ar: str | None = None
    text_en: str | None = None


@dataclass(frozen=True)
class Suspension:
    """A licence that may not be used for a while; without `until`, until it is reinstated."""

    reason: Reason
    by: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Surrender:
    """Its holder gives it back (إلغاء بناء على طلب المرخص له): it ends on that day."""

    application_id: str
    ends_on: date
    accepted_on: date


@dataclass(frozen=True)
class Step:
    """One step of the course. `by` is nobody where an application or the calendar did it."""

    what: str
    on: date
    by: str | None = None
    reason: Reason | None = None
    application_id: str | None = None


@dataclass(frozen=True)
class Due:
    """What the calendar does to a licence on a day; `name` is its own within the licence."""

    on: date
    name: str
    happens: Callable[[date], None] = field(repr=False, compare=False)
