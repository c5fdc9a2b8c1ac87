"""An inspection: planned, assigned, visited, concluded or cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from services.licensing.domain.inspections.checklist import ChecklistCopy
from services.licensing.domain.inspections.course import Cancellation, Conclusion, Why
from services.licensing.domain.inspections.entries import Entries, Entry, Ruling
from services.licensing.domain.inspections.events import (
    Event,
    InspectionAdvanced,
    InspectionConcluded,
    InspectionPlanned,
    InspectionRecorded,
)
from services.licensing.domain.inspections.refusals import (
    DueInPast,
    InspectionNotPlanned,
    InspectionNotYours,
    InspectionTaken,
    OwnReport,
    ReportsWait,
    TooManyReports,
)
from services.licensing.domain.inspections.report import Clock, Report
from services.licensing.domain.inspections.words import About, Outcome, Purpose, State
from services.licensing.domain.places import Place
from services.licensing.domain.refusals import ReasonMissing

MOST_REPORTS = 50
"""Room for reports in one inspection: a bound against a device gone wild, not a rule of law."""
_TO_VISIT = (State.PLANNED, State.ASSIGNED)


@dataclass
class Inspection:
    """The aggregate. The visit is due until the end of `due_on`; somebody has it by `assign_by`.

    `stands`: the clock of what it is made for stands, and nobody is late with it.
    """

    id: str
    about: About
    checklist: ChecklistCopy
    place: Place
    purpose: Purpose
    announced: bool
    due_on: date
    assign_by: date
    planned_at: datetime
    why: Why
    state: State = State.PLANNED
    inspector: str | None = None
    former: tuple[str, ...] = ()
    reports: tuple[Entry, ...] = ()
    conclusion: Conclusion | None = None
    cancellation: Cancellation | None = None
    assignment_escalated_on: date | None = None
    visit_escalated_on: date | None = None
    stands: bool = False
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def plan(
        cls,
        inspection_id: str,
        about: About,
        checklist: ChecklistCopy,
        place: Place,
        purpose: Purpose,
        *,
        announced: bool,
        due_on: date,
        assign_by: date,
        why: Why,
        now: datetime,
        today: date,
    ) -> Inspection:
        """Plan one. Raises `DueInPast`."""
        if due_on < today:
            raise DueInPast(pointer="/due_on")
        inspection = cls(
            id=inspection_id,
            about=about,
            checklist=checklist,
            place=place,
            purpose=purpose,
            announced=announced,
            due_on=due_on,
            assign_by=max(today, min(assign_by, due_on)),
            planned_at=now,
            why=why,
        )
        inspection.events.append(
            InspectionPlanned(inspection_id, about.kind, about.id, place, due_on)
            if announced
            else InspectionRecorded(inspection_id)
        )
        return inspection

    @property
    def governorate(self) -> str:
        return self.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        """Whose it is, as far as they may know: what is to surprise them has no owners yet."""
        shown = self.announced or self.state is State.CONCLUDED
        return self.about.owners if shown else frozenset()

    @property
    def shown(self) -> str | None:
        """The report that the holder reads: the one that counts, after the conclusion."""
        return None if self.conclusion is None else self.conclusion.entry_id

    @property
    def is_open(self) -> bool:
        return self.state in (*_TO_VISIT, State.VISITED)

    @property
    def awaits_visit(self) -> bool:
        return self.state in _TO_VISIT

    @property
    def entries(self) -> Entries:
        """The reports, and what they say together."""
        return Entries(self.reports)

    def assign(self, inspector: str) -> str | None:
        """Give it to an inspector; answers who had it. Raises `InspectionNotPlanned`."""
        self._must_wait_for_visit()
        before = self.inspector
        if before == inspector:
            return before
        if before is not None:
            self.former = (*self.former, before)
        self.inspector, self.state = inspector, State.ASSIGNED
        self._advance("assigned")
        return before

    def take(self, inspector: str) -> None:
        """An inspector takes what nobody has. Raises `InspectionTaken`, `InspectionNotPlanned`."""
        if self.state is State.ASSIGNED and self.inspector != inspector:
            raise InspectionTaken()
        self.assign(inspector)

    def release(self) -> None:
        """Whoever has it must not have it: it waits for another."""
        self._must_wait_for_visit()
        if self.inspector is not None:
            self.former = (*self.former, self.inspector)
        self.inspector, self.state = None, State.PLANNED
        self._advance("released")

    def must_belong_to(self, inspector: str) -> None:
        """Raise `InspectionNotYours` unless it is, or was, this inspector's."""
        if inspector != self.inspector and inspector not in self.former:
            raise InspectionNotYours()

    def receive(self, report: Report, clock: Clock) -> Entry:
        """Keep what an inspector brought; what clashes waits for a supervisor.

        A report that is here already is not kept twice. Raises `TooManyReports`,
        `InspectionNotYours`.
        """
        self.must_belong_to(report.by)
        if (known := self.entries.known(report.id)) is not None:
            return known
        if len(self.reports) >= MOST_REPORTS:
            raise TooManyReports(most=MOST_REPORTS)
        entry = Entry.of(report, self.checklist, clock, self._clashes(report))
        self.reports = (*self.reports, entry)
        self._visited()
        self._advance("reported")
        return entry

    def decide(self, entry_id: str, ruling: Ruling) -> Entry:
        """A supervisor accepts a report that waits, or sets it aside and says why.

        Raises `ReportUnknown`, `NotWaiting`, `OwnReport`, `ReasonMissing`; `InspectionNotPlanned`
        when one is to be accepted after the conclusion.
        """
        if ruling.by == self.entries.get(entry_id).by:
            raise OwnReport()
        if ruling.accept and self.state is State.CONCLUDED:
            raise InspectionNotPlanned(state=self.state.value)
        decided = self.entries.decided(entry_id, ruling)
        if not ruling.accept and ruling.note is None:
            raise ReasonMissing(pointer="/note")
        self.reports = decided
        self._visited()
        self._advance("report_decided")
        return self.entries.get(entry_id)

    def conclude(self, by: str, at: datetime) -> Conclusion:
        """End it by the report that counts. Raises `InspectionNotPlanned`, `ReportsWait`."""
        entries = self.entries
        if entries.waiting:
            raise ReportsWait()
        counting = entries.counting
        if self.state is not State.VISITED or counting is None:
            raise InspectionNotPlanned(state=self.state.value)
        outcome = Outcome.PASSED if counting.passed else Outcome.FAILED
        self.conclusion = Conclusion(
            by, at, counting.id, outcome, counting.score, counting.critical
        )
        self.state = State.CONCLUDED
        self.events.append(
            InspectionConcluded(
                self.id, self.about.kind, self.about.id, self.place, outcome, counting.score
            )
        )
        return self.conclusion

    def cancel(self, reason: str, by: str, at: datetime) -> None:
        """It does not take place. Raises `InspectionNotPlanned` after the visit."""
        self._must_wait_for_visit()
        self.cancellation, self.state = Cancellation(by, at, reason), State.CANCELLED
        self._advance("cancelled")

    def pass_on(self, holders: tuple[str, ...]) -> None:
        """What is inspected has another holder."""
        if holders != self.about.holders:
            self.about = replace(self.about, holders=holders)
            self._advance("holder_changed")

    def move(self, place: Place, assign_by: date, *, stays: bool) -> None:
        """What is to be visited is elsewhere now; `stays`: who has it goes there too.

        Else it waits for another until `assign_by`. Raises `InspectionNotPlanned`.
        """
        self._must_wait_for_visit()
        self.place = place
        if not stays:
            self.assign_by = min(max(self.assign_by, assign_by), self.due_on)
            self.release()
        self._advance("relocated")

    def move_due(self, day: date | None, assign_by: date) -> None:
        """What it is made for has another last day, or none for now: then its clock stands.

        `assign_by`: by when somebody has it who is looked for only now that the clock goes on.
        """
        if self.state not in _TO_VISIT:
            return
        if day is None:
            if not self.stands:
                self.stands = True
                self._advance("paused")
            return
        if not self.stands and day == self.due_on:
            return
        if self.stands:
            self.assign_by = max(self.assign_by, assign_by)
        self.due_on, self.assign_by, self.stands = day, min(self.assign_by, day), False
        self._advance("due_moved")

    def escalate_assignment(self, today: date) -> None:
        """Nobody has it yet, and somebody should; said once."""
        late = self.state is State.PLANNED and not self.stands and today > self.assign_by
        if late and self.assignment_escalated_on is None:
            self.assignment_escalated_on = today
            self._advance("assignment_overdue")

    def escalate_visit(self, today: date) -> None:
        """The visit is overdue; said once."""
        late = self.state in _TO_VISIT and not self.stands and today > self.due_on
        if late and self.visit_escalated_on is None:
            self.visit_escalated_on = today
            self._advance("visit_overdue")

    def _clashes(self, report: Report) -> Sequence[str]:
        """Why a report cannot count by itself, as the inspection stands."""
        found = []
        if self.state is State.CANCELLED:
            found.append("cancelled_meanwhile")
        if self.state is State.CONCLUDED:
            found.append("concluded_meanwhile")
        if self.inspector != report.by:
            found.append("reassigned_meanwhile")
        return found

    def _visited(self) -> None:
        """A report that counts, or only clashes with another one, shows that the visit was made."""
        if self.state is not State.CONCLUDED and self.entries.is_visited:
            self.state = State.VISITED

    def _must_wait_for_visit(self) -> None:
        if self.state not in _TO_VISIT:
            raise InspectionNotPlanned(state=self.state.value)

    def _advance(self, step: str) -> None:
        self.events.append(InspectionAdvanced(self.id, step))
