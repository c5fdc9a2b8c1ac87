"""What a recomputation looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.registry.domain.eligibility.judged import HOUSEHOLD, Judged


@dataclass(frozen=True)
class Benefit:
    """By which rules a programme's benefits are computed; `amount_fils` when all get the same."""

    rules: str | None
    amount_fils: int | None
    governorates: Sequence[str] = ()
    beneficiary: str = HOUSEHOLD


@dataclass(frozen=True)
class Change:
    """What the recomputation found of one household, or of one person of it.

    `enrolment_id` of those enrolled, and `since` when their benefit runs.
    """

    household_id: str
    governorate: str
    enrolment_id: str | None
    outcome: str
    before_fils: int | None
    after_fils: int | None
    person_id: str | None = None
    since: date | None = None

    @property
    def whom(self) -> Judged:
        """Of whom the rules were asked."""
        return Judged(self.household_id, self.person_id, self.since)
