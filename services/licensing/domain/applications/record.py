"""What an application remembers beside its steps: returns, decision, appeal, comments, timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.licensing.domain.applications.deadline import Deadline


class State(StrEnum):
    """Where an application stands. `abandoned`: the applicant did not go on in time."""

    DRAFT = "draft"
    IN_PROGRESS = "in_progress"
    RETURNED = "returned"
    APPROVED = "approved"
    REJECTED = "rejected"
    APPEALED = "appealed"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"


UNDER_WAY = frozenset({State.IN_PROGRESS, State.RETURNED})
ENDED = frozenset({State.APPROVED, State.WITHDRAWN, State.ABANDONED})


@dataclass(frozen=True)
class Text:
    """What a person wrote to the applicant, in Arabic and perhaps in English."""

    ar: str
    en: str | None = None


@dataclass(frozen=True)
class Ask:
    """What is to be completed: a field or document by JSON pointer, and what is wrong with it."""

    pointer: str
    text: Text


@dataclass(frozen=True)
class Return:
    """The application went back to be completed; `answered_at` when it came again."""

    step: str
    by: str
    at: datetime
    asks: tuple[Ask, ...]
    deadline: Deadline
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """How it was decided. `silent`: nobody decided in time, and the law says what that means."""

    approved: bool
    by: str
    at: datetime
    on: date
    reason_code: str | None = None
    text: Text | None = None
    silent: bool = False
    result_id: str | None = None
    number: str | None = None


@dataclass(frozen=True)
class Answer:
    """What became of an appeal: `overturned`, the applicant was right."""

    by: str
    at: datetime
    overturned: bool
    text: Text


@dataclass(frozen=True)
class Contest:
    """The applicant contests the rejection, which stays on record whatever is answered."""

    by: str
    at: datetime
    text: str
    deadline: Deadline
    against: Decision
    answer: Answer | None = None


@dataclass(frozen=True)
class Comment:
    """A remark. `internal`: staff alone reads it."""

    by: str
    at: datetime
    text: str
    internal: bool


WARNED, ESCALATED = "warned", "escalated"


@dataclass(frozen=True)
class Notice:
    """What the calendar told the office or the applicant, each once: `warned`, so many days
    before, or `escalated`, when a day had passed. `clock`: a step, or `whole`, `completion`,
    `appeal`."""

    at: datetime
    what: str
    clock: str
    due_on: date
    days: int | None = None


@dataclass(frozen=True)
class Entry:
    """A line of the timeline that the applicant reads: what happened, never who by name."""

    at: datetime
    what: str
    step: str | None = None
    until: date | None = None
