"""Measures against a licensed place: warning, suspension, closure, and reopening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.licensing.domain.words import Written


class MeasureKind(StrEnum):
    """إنذار، إيقاف، إغلاق، إعادة فتح."""

    WARNING = "warning"
    SUSPENSION = "suspension"
    CLOSURE = "closure"
    REOPENING = "reopening"


class MeasureState(StrEnum):
    """Whether it holds. A reopening is done with at once; `ended`: the place has closed."""

    PROVISIONAL = "provisional"
    IN_FORCE = "in_force"
    REOPENED = "reopened"
    LAPSED = "lapsed"
    OVERTURNED = "overturned"
    DONE = "done"
    ENDED = "ended"


HOLDING = frozenset({MeasureState.PROVISIONAL, MeasureState.IN_FORCE})


class Standing(StrEnum):
    """What the measures that hold mean for the licence."""

    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


@dataclass(frozen=True)
class Closing:
    """Why an objection is decided by nobody: with the licence its matter has ended."""

    on: date
    because: str


@dataclass(frozen=True)
class Objection:
    """اعتراض: what the holder says, and what another person decided; or that nothing is left to
    decide."""

    text: str
    by: str
    on: date
    answer_by: date
    upheld: bool | None = None
    answer: Written | None = None
    decided_by: str | None = None
    decided_on: date | None = None
    escalated_on: date | None = None
    closed: Closing | None = None

    @property
    def is_open(self) -> bool:
        return self.upheld is None and self.closed is None


@dataclass(frozen=True)
class Grounds:
    """Why: a code of the list in force, the reason as written, and the inspection."""

    reason_code: str
    reason: Written
    inspection_id: str | None = None


@dataclass(frozen=True)
class Measure:
    """One measure. `object_until` is the last day for an objection; `causes`: the inspections or
    corrective actions that a warning was given for."""

    id: str
    kind: MeasureKind
    grounds: Grounds
    by: str
    at: datetime
    on: date
    state: MeasureState
    object_until: date | None
    confirm_by: date | None = None
    confirmed_by: str | None = None
    ended_on: date | None = None
    objection: Objection | None = None
    causes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.state in HOLDING

    @property
    def open_objection(self) -> Objection | None:
        """The one that waits for its answer. What ended with the licence waits for none."""
        waits = self.objection is not None and self.objection.is_open
        return self.objection if waits and self.state is not MeasureState.ENDED else None

    @property
    def is_out_of_hand(self) -> bool:
        """Whether an objection to it was closed with the licence, or has outlived it."""
        found = self.objection
        if found is None or found.upheld is not None:
            return False
        return found.closed is not None or self.state is MeasureState.ENDED

    @property
    def deciders(self) -> frozenset[str]:
        """Who neither confirms it nor decides on an objection to it."""
        return frozenset({self.by, *([self.confirmed_by] if self.confirmed_by else [])})


@dataclass(frozen=True)
class Taken:
    """Who takes a measure, when and why, and the days that follow from it."""

    measure_id: str
    grounds: Grounds
    by: str
    at: datetime
    on: date
    object_until: date | None = None
    confirm_by: date | None = None


POSSIBLE = {
    MeasureKind.WARNING: (Standing.OPEN, Standing.SUSPENDED),
    MeasureKind.SUSPENSION: (Standing.OPEN,),
    MeasureKind.CLOSURE: (Standing.OPEN, Standing.SUSPENDED),
    MeasureKind.REOPENING: (Standing.SUSPENDED, Standing.CLOSED),
}
"""As a place stands, which measures have a sense."""
