"""What a device brought back from one visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from services.registry.domain.surveys.answers import fingerprint_of
from services.registry.domain.surveys.quality import Flag
from services.registry.domain.surveys.rules import Location


class Outcome(StrEnum):
    """How a visit went. Only a completed one has answers."""

    COMPLETED = "completed"
    REFUSED = "refused"
    MOVED_AWAY = "moved_away"
    NOT_FOUND = "not_found"
    NOBODY_HOME = "nobody_home"


class Worth(StrEnum):
    """What a record counts for."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Report:
    """A visit as the device tells it. `visit_id` was made on the device, before it was online."""

    visit_id: str
    device_id: str
    questionnaire_version: int
    outcome: Outcome
    started_at: datetime
    ended_at: datetime
    location: Location | None
    answers: Mapping[str, Any]
    note: str | None = None

    def shared_with(self, other: Report) -> timedelta:
        """How long both went on at once."""
        both = min(self.ended_at, other.ended_at) - max(self.started_at, other.started_at)
        return max(both, timedelta(0))

    @property
    def fingerprint(self) -> str:
        """The same for the same visit with the same content, whichever device brings it."""
        return fingerprint_of(
            self.visit_id,
            self.questionnaire_version,
            self.outcome.value,
            self.started_at.isoformat(),
            self.ended_at.isoformat(),
            None if self.location is None else vars(self.location),
            dict(self.answers),
            self.note,
        )


@dataclass(frozen=True)
class Decision:
    """A supervisor's word on a record: who, when and why."""

    accept: bool
    by: str
    at: datetime
    note: str | None


@dataclass(frozen=True)
class Record:
    """A report as it was received, from whom and when, and what the checks found.

    `clash` says why it cannot stand beside what was known when it came.
    """

    report: Report
    fingerprint: str
    researcher_id: str
    received_at: datetime
    rules_of: str
    """The day from which the rules held by which it was checked."""
    flags: tuple[Flag, ...] = ()
    clash: str | None = None
    worth: Worth = Worth.ACCEPTED
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_note: str | None = None

    @property
    def completed(self) -> bool:
        """Whether it has answers."""
        return self.report.outcome is Outcome.COMPLETED

    @property
    def counts(self) -> bool:
        """Whether the household's profile is to have what it found."""
        return self.completed and self.worth is Worth.ACCEPTED

    @property
    def set_aside(self) -> bool:
        """Whether a supervisor has decided that it does not count."""
        return self.worth in (Worth.REJECTED, Worth.SUPERSEDED)

    @property
    def waits(self) -> bool:
        """Whether a supervisor is to decide on it."""
        return self.worth is Worth.WAITING
