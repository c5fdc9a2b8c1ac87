"""Where an inspection comes from, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.licensing.domain.inspections.words import Outcome


@dataclass(frozen=True)
class Why:
    """Where an inspection comes from: whose doing, what led to it, and what it follows.

    `because` refers to a record elsewhere, like `complaint/<id>`: supervisors and auditors see it.
    """

    by: str
    because: str | None = None
    follows: str | None = None
    plan_id: str | None = None


@dataclass(frozen=True)
class Conclusion:
    """How it ended, by which report."""

    by: str
    at: datetime
    entry_id: str
    outcome: Outcome
    score: int
    critical: tuple[str, ...]


@dataclass(frozen=True)
class Cancellation:
    """Why it does not take place."""

    by: str
    at: datetime
    reason: str
