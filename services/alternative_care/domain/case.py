"""A child's case: opened, the child placed with a family, reviewed, the placement ended."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from services.alternative_care.domain.access import (
    Actor,
    must_have_role,
    must_serve,
    must_work_on,
)
from services.alternative_care.domain.child import Child
from services.alternative_care.domain.events import (
    CaseEvent,
    CaseOpened,
    ChildPlaced,
    PlacementEnded,
    ReviewDue,
)
from services.alternative_care.domain.family import Decision
from services.alternative_care.domain.refusals import (
    AlreadyPlaced,
    DecisionAfterStart,
    NotYours,
    PlacementUnknown,
)
from services.alternative_care.domain.refusals import PlacementEnded as EndedBefore
from services.alternative_care.domain.rules import CareRules, must_have_come, must_not_precede


class Risk(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Placement:
    """The child's stay with one family, by a court's decision. Open until `ended_on`."""

    id: str
    family_id: str
    court_decision: Decision
    started_on: date
    next_review_on: date | None
    ended_on: date | None = None
    reason_code: str | None = None


@dataclass(frozen=True)
class Opening:
    """What is told when a case is opened."""

    child: Child
    legal_situation: str
    risk_level: Risk
    governorate: str
    centre: str | None
    caseworker: str


@dataclass
class Case:
    """The aggregate. Placements stand in order of time; only the last one can be open."""

    id: str
    version: int
    opening: Opening
    opened_at: datetime
    placements: list[Placement] = field(default_factory=list)
    events: list[CaseEvent] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        case_id: str,
        opening: Opening,
        rules: CareRules,
        actor: Actor,
        now: datetime,
        today: date,
    ) -> Case:
        """A caseworker opens a case of their own; a supervisor one for any caseworker."""
        must_have_role(actor, "caseworker", "supervisor")
        must_serve(actor, opening.governorate)
        if "supervisor" not in actor.roles and opening.caseworker != actor.subject:
            raise NotYours()
        rules.must_know_situation(opening.legal_situation)
        rules.must_be_child(opening.child.born, today)
        case = cls(case_id, 0, opening, now)
        case.events.append(CaseOpened(case_id, opening.governorate))
        return case

    @property
    def governorate(self) -> str:
        return self.opening.governorate

    @property
    def caseworker(self) -> str:
        return self.opening.caseworker

    @property
    def current_placement(self) -> Placement | None:
        """Where the child lives now, if placed."""
        last = self.placements[-1] if self.placements else None
        return last if last and last.ended_on is None else None

    def place_child(
        self,
        placement_id: str,
        family_id: str,
        court_decision: Decision,
        started_on: date,
        rules: CareRules,
        actor: Actor,
        today: date,
    ) -> None:
        """The child goes to live with a family, by a court's decision."""
        must_work_on(actor, self)
        if self.current_placement is not None:
            raise AlreadyPlaced()
        must_have_come(started_on, today, "/started_on")
        must_not_precede(started_on, self._free_since(), "/started_on")
        if court_decision.date > started_on:
            raise DecisionAfterStart(pointer="/court_decision/date")
        self.placements.append(
            Placement(
                placement_id, family_id, court_decision, started_on, rules.next_review(started_on)
            )
        )
        self.events.append(ChildPlaced(self.id, placement_id, family_id, started_on))

    def placement(self, placement_id: str) -> Placement:
        """One of the case's placements; raises `PlacementUnknown`."""
        for placement in self.placements:
            if placement.id == placement_id:
                return placement
        raise PlacementUnknown(id=placement_id)

    def end_placement(
        self,
        placement_id: str,
        ended_on: date,
        reason_code: str,
        rules: CareRules,
        actor: Actor,
        today: date,
    ) -> Placement:
        """The child leaves the family, for a reason of the list. Answers the ended placement."""
        must_work_on(actor, self)
        placement = self.placement(placement_id)
        if placement.ended_on is not None:
            raise EndedBefore(ended_on=placement.ended_on.isoformat())
        must_have_come(ended_on, today, "/ended_on")
        must_not_precede(ended_on, placement.started_on, "/ended_on")
        rules.must_know_reason(reason_code)
        ended = replace(placement, ended_on=ended_on, reason_code=reason_code, next_review_on=None)
        self.placements[-1] = ended
        self.events.append(
            PlacementEnded(self.id, placement_id, ended.family_id, ended_on, reason_code)
        )
        return ended

    def call_review(self, rules: CareRules, today: date) -> None:
        """The review of the current placement is due; the next one is armed.

        After downtime every review that was missed is called, one call each. Nothing is done
        when none is due.
        """
        placement = self.current_placement
        due_on = placement.next_review_on if placement else None
        if placement is None or due_on is None or due_on > today:
            return
        self.placements[-1] = replace(placement, next_review_on=rules.next_review(due_on))
        self.events.append(ReviewDue(self.id, placement.id, due_on))

    def _free_since(self) -> date:
        """The first day on which a new placement may begin."""
        last = self.placements[-1] if self.placements else None
        return last.ended_on if last and last.ended_on else self.opening.child.born.earliest
