"""A recomputation: what the rules say anew of everybody enrolled, seen first and then applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from services.registry.domain.eligibility.assessment import Reason
from services.registry.domain.eligibility.events import (
    Event,
    RecomputationApplied,
    RecomputationApproved,
    RecomputationCancelled,
    RecomputationPreviewed,
    RecomputationStarted,
)
from services.registry.domain.eligibility.refusals import (
    RecomputationNotReady,
    RecomputationOfAnotherDay,
    RecomputationOutdated,
    SameRecomputer,
)

PREVIEWING, PREVIEWED, APPROVED = "previewing", "previewed", "approved"
APPLIED, CANCELLED = "applied", "cancelled"

LOSES, RAISED, LOWERED = "loses", "raised", "lowered"
UNCHANGED, COULD_GAIN = "unchanged", "could_gain"
OUTCOMES = (LOSES, RAISED, LOWERED, UNCHANGED, COULD_GAIN)
CHANGES = (LOSES, RAISED, LOWERED)
"""What is applied; who could gain is not enrolled, and applies for the programme first."""


_FIXED = "fixed_amount/"


def fixed_amount(fils: int) -> str:
    """What stands for the version of the rules where everybody gets this amount, by the terms."""
    return f"{_FIXED}{fils}"


@dataclass(frozen=True)
class Scope:
    """What is computed anew: whose benefits, by which rules, of which day, where (all if none).

    `amount_fils` stands in the terms beside the rules, and is what everybody gets by them.
    """

    programme_id: str
    rules_version: str
    on: date
    governorates: tuple[str, ...]
    amount_fils: int | None = None

    @property
    def fixed_fils(self) -> int | None:
        """What everybody gets where there are no rules, but an amount in the terms."""
        fixed = self.rules_version.startswith(_FIXED)
        return int(self.rules_version.removeprefix(_FIXED)) if fixed else None

    @property
    def follows(self) -> str:
        """What benefits follow: a version of the rules, and the amount that the terms fix."""
        if self.amount_fils is None or self.fixed_fils is not None:
            return self.rules_version
        return f"{self.rules_version}, {fixed_amount(self.amount_fils)}"


@dataclass(frozen=True)
class Tally:
    """So many households of a governorate have this outcome; amounts are fils a month.

    `protected`: whether these are the ones under protection, or the others. Before they were told
    apart they were counted in one: `None`.
    """

    governorate: str
    outcome: str
    households: int
    before_fils: int
    after_fils: int
    protected: bool | None = None


@dataclass(frozen=True)
class Example:
    """One household as the preview shows it, or one person of it, with the reasons."""

    household_id: str
    governorate: str
    outcome: str
    before_fils: int | None
    after_fils: int | None
    reasons: tuple[Reason, ...]
    person_id: str | None = None


@dataclass
class Recomputation:
    """The aggregate. This constructor restores; `start` makes a new one.

    `approvable_until` is the last day on which it can be approved: of none when it looks at the
    benefits of another day than the one on which it was started.
    """

    id: str
    scope: Scope
    note: str
    started_by: str
    started_on: date
    approvable_until: date | None = None
    status: str = PREVIEWING
    tallies: tuple[Tally, ...] = ()
    examples: tuple[Example, ...] = ()
    approved_by: str | None = None
    cancelled_by: str | None = None
    changed: int = 0
    skipped: int = 0
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @property
    def decided_by(self) -> tuple[str, ...]:
        """Who started it, and who let it be applied: whose decisions its changes are."""
        return tuple(each for each in (self.started_by, self.approved_by) if each is not None)

    @classmethod
    def start(
        cls,
        recomputation_id: str,
        scope: Scope,
        note: str,
        by: str,
        today: date,
        approval_days: int,
    ) -> Recomputation:
        """Ask what the rules say; the preview is made in the background.

        Of another day than today it looks ahead or back, and cannot be approved.
        """
        until = today + timedelta(days=approval_days) if scope.on == today else None
        made = cls(recomputation_id, scope, note, by, today, until)
        made.events.append(
            RecomputationStarted(recomputation_id, scope.programme_id, scope.rules_version)
        )
        return made

    def show(self, tallies: tuple[Tally, ...], examples: tuple[Example, ...]) -> None:
        """The preview is there."""
        self._must_be(PREVIEWING)
        self.tallies, self.examples, self.status = tallies, examples, PREVIEWED
        counts: Mapping[str, int] = {
            outcome: sum(each.households for each in tallies if each.outcome == outcome)
            for outcome in OUTCOMES
        }
        self.events.append(RecomputationPreviewed(self.id, tuple(counts.items())))

    def approve(
        self, by: str, today: date, rules_in_force: str, amount_fils: int | None = None
    ) -> None:
        """Let the changes be made, by what the rules and the terms say now.

        Raises `SameRecomputer` for who started it, `RecomputationOfAnotherDay`, and
        `RecomputationOutdated` for what is no longer so.
        """
        self._must_be(PREVIEWED)
        if self.scope.on != self.started_on:
            raise RecomputationOfAnotherDay(on=self.scope.on.isoformat())
        # What was started before there was a longest age is previewed anew, too.
        until = self.approvable_until or self.started_on
        now = replace(self.scope, rules_version=rules_in_force, amount_fils=amount_fils)
        if today > until or now.follows != self.scope.follows:
            raise RecomputationOutdated(
                until=until.isoformat(), rules=now.follows, previewed=self.scope.follows
            )
        if by == self.started_by:
            raise SameRecomputer()
        self.approved_by, self.status = by, APPROVED
        self.events.append(RecomputationApproved(self.id))

    def cancel(self, by: str) -> None:
        """Let nothing be changed; possible until it is approved."""
        self._must_be(PREVIEWING, PREVIEWED)
        self.cancelled_by, self.status = by, CANCELLED
        self.events.append(RecomputationCancelled(self.id))

    def finish(self, changed: int, skipped: int) -> None:
        """Every change is made, or skipped: its enrolment has ended, or its facts are outdated."""
        self._must_be(APPROVED)
        self.changed, self.skipped, self.status = changed, skipped, APPLIED
        self.events.append(RecomputationApplied(self.id, changed, skipped))

    @property
    def awaits_approval(self) -> bool:
        """Whether a second person is waited for: never of what looks at another day."""
        return self.status == PREVIEWED and self.scope.on == self.started_on

    @property
    def work(self) -> tuple[str, ...]:
        """What its state asks the background for."""
        return {PREVIEWING: ("preview",), APPROVED: ("apply",)}.get(self.status, ())

    def _must_be(self, *statuses: str) -> None:
        if self.status not in statuses:
            raise RecomputationNotReady(status=self.status)
