"""A round of visits: which households, by which questionnaire, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.registry.domain.surveys.events import (
    DistributionRequested,
    Event,
    RoundClosed,
    RoundOpened,
    RoundPlanned,
    TargetsChosen,
    TargetsRequested,
    VisitsDistributed,
)
from services.registry.domain.surveys.questions import Wording
from services.registry.domain.surveys.refusals import (
    ClosureNeedsReason,
    RoundBusy,
    RoundEndsBeforeItStarts,
    RoundNotDraft,
    RoundNotOpen,
    RoundNotReady,
    RoundNotWaiting,
    TargetsAmbiguous,
)
from services.registry.domain.surveys.researcher import Area


class Status(StrEnum):
    """Where a round is in its life."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Work(StrEnum):
    """What is to be done in the background."""

    CHOOSE = "choose_targets"
    DISTRIBUTE = "distribute_visits"


@dataclass(frozen=True)
class Targets:
    """Which households: those named, or those at the places that fit.

    `programme_id` and `expression` hold together; with neither it is everybody at the places.
    `enrolment_statuses`: how they stand in the programme, applicants and beneficiaries alike.
    """

    places: tuple[Area, ...]
    household_ids: tuple[str, ...] = ()
    programme_id: str | None = None
    expression: str | None = None
    enrolment_statuses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Left:
    """So many visits of a governorate stay open, and why (their standing)."""

    governorate: str
    why: str
    visits: int


@dataclass(frozen=True)
class Closure:
    """The end of a round: who, when, what was reached and what stays open."""

    by: str
    on: date
    note: str | None
    done: int
    left_open: tuple[Left, ...]


@dataclass(frozen=True)
class Distribution:
    """What the last distribution was asked for, and what came of it."""

    from_researcher: str | None
    assigned: int | None = None
    unassigned: int | None = None


@dataclass
class SurveyRound:
    """The aggregate."""

    id: str
    title: Wording
    questionnaire_id: str
    questionnaire_version: int
    targets: Targets
    starts_on: date
    ends_on: date
    planned_by: str
    status: Status = Status.DRAFT
    work: Work | None = None
    chosen: int | None = None
    distribution: Distribution | None = None
    closure: Closure | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def plan(
        cls,
        round_id: str,
        title: Wording,
        questionnaire: tuple[str, int],
        targets: Targets,
        days: tuple[date, date],
        by: str,
        today: date,
    ) -> SurveyRound:
        """Plan a round. Raises `RoundEndsBeforeItStarts`, `TargetsAmbiguous`."""
        starts_on, ends_on = days
        if ends_on < max(starts_on, today):
            raise RoundEndsBeforeItStarts()
        if targets.household_ids and (targets.programme_id or targets.expression):
            raise TargetsAmbiguous()
        planned = cls(round_id, title, *questionnaire, targets, starts_on, ends_on, by)
        planned.events.append(RoundPlanned(round_id, *questionnaire))
        return planned

    @property
    def governorates(self) -> frozenset[str]:
        """Where its visits are."""
        return frozenset(each.governorate for each in self.targets.places)

    @property
    def takes_visits(self) -> bool:
        """Whether a visit that is brought now came in time."""
        return self.status is Status.OPEN

    def request_targets(self) -> None:
        """Have the households chosen, in the background, once; anew when nobody was found."""
        self._must_be_idle()
        if self.status is not Status.DRAFT or self.chosen:
            raise RoundNotDraft()
        self.work, self.chosen = Work.CHOOSE, None
        self.events.append(TargetsRequested(self.id))

    def targets_chosen(self, targets: int) -> None:
        """The background work is done: so many households are on the list."""
        if self.work is not Work.CHOOSE:
            return
        self.work, self.chosen = None, targets
        self.events.append(TargetsChosen(self.id, targets))

    def open(self, today: date) -> None:
        """Researchers may visit.

        Raises `RoundNotWaiting`, `RoundNotReady` before targets are chosen.
        """
        self._must_be_idle()
        if self.status is not Status.DRAFT:
            raise RoundNotWaiting(status=self.status.value)
        if not self.chosen:
            raise RoundNotReady()
        if self.ends_on < today:
            raise RoundEndsBeforeItStarts()
        self.status = Status.OPEN
        self.events.append(RoundOpened(self.id))

    def request_distribution(self, from_researcher: str | None) -> None:
        """Have visits given to researchers: those nobody has, or those of one who leaves."""
        self._must_be_idle()
        if self.status is Status.CLOSED:
            raise RoundNotOpen()
        if not self.chosen:
            raise RoundNotReady()
        self.work, self.distribution = Work.DISTRIBUTE, Distribution(from_researcher)
        self.events.append(DistributionRequested(self.id))

    def distributed(self, assigned: int, unassigned: int) -> None:
        """The background work is done."""
        if self.work is not Work.DISTRIBUTE or self.distribution is None:
            return
        self.work = None
        self.distribution = Distribution(self.distribution.from_researcher, assigned, unassigned)
        self.events.append(VisitsDistributed(self.id, assigned, unassigned))

    def close(
        self, by: str, today: date, note: str | None, done: int, left_open: Sequence[Left]
    ) -> None:
        """End the round and keep what stays open and why; a draft is given up with it.

        Raises `ClosureNeedsReason`.
        """
        self._must_be_idle()
        if self.status is Status.CLOSED:
            raise RoundNotOpen()
        left = sum(each.visits for each in left_open)
        if left and note is None:
            raise ClosureNeedsReason(visits=left)
        self.status = Status.CLOSED
        self.closure = Closure(by, today, note, done, tuple(left_open))
        self.events.append(RoundClosed(self.id, done, left))

    def _must_be_idle(self) -> None:
        if self.work is not None:
            raise RoundBusy()
