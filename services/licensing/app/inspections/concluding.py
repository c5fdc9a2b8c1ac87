"""An inspection is concluded: what follows from it happens with it or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.licensing.app.inspections.assigning import Assigning
from services.licensing.app.inspections.book import Book
from services.licensing.app.inspections.commands import DecideReport
from services.licensing.app.inspections.planning import Planning
from services.licensing.app.inspections.ports import (
    Actions,
    Calendar,
    Concluded,
    Identify,
    Inspections,
    Reports,
    Rules,
)
from services.licensing.app.ports import Together, View, WorkingDaysAfter
from services.licensing.domain.access import Actor
from services.licensing.domain.inspections.access import must_oversee, must_supervise
from services.licensing.domain.inspections.checklist import Item
from services.licensing.domain.inspections.corrective import CorrectiveAction, Wrong
from services.licensing.domain.inspections.course import Conclusion, Why
from services.licensing.domain.inspections.entries import Ruling
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.oversight import Oversight
from services.licensing.domain.inspections.report import Finding
from services.licensing.domain.inspections.words import Purpose, Severity
from services.licensing.domain.refusals import NotYours


@dataclass(frozen=True)
class Concluding:
    """Decides on reports that wait, and ends inspections."""

    inspections: Inspections
    reports: Reports
    actions: Actions
    planning: Planning
    assigning: Assigning
    book: Book
    concluded: Concluded
    rules: Rules
    together: Together
    calendar: Calendar
    working_days_after: WorkingDaysAfter
    identify: Identify

    def decide(self, command: DecideReport, actor: Actor) -> View:
        """A supervisor's word on a report that waits."""
        inspection = self.inspections.get(
            command.inspection_id, lambda known: must_supervise(actor, known.governorate)
        )
        now = self.calendar.now()
        ruling = Ruling(command.accept, actor.subject, now, command.note)
        inspection.decide(command.entry_id, ruling)
        return self.inspections.save(inspection)

    def conclude(self, inspection_id: str, actor: Actor) -> View:
        """By the inspector who has it or made the report, or by a supervisor."""
        with self.together():
            inspection = self.inspections.get(
                inspection_id, lambda known: must_conclude(actor, known)
            )
            conclusion = inspection.conclude(actor.subject, self.calendar.now())
            self.assigning.relieve(inspection)
            self._remember(inspection, conclusion, self._required(inspection, conclusion))
            if conclusion.critical and inspection.about.is_licence:
                self._follow_up(inspection)
            self.concluded(inspection)
            return self.inspections.save(inspection)

    def _remember(
        self, inspection: Inspection, conclusion: Conclusion, actions: Sequence[CorrectiveAction]
    ) -> None:
        counted = inspection.entries.get(conclusion.entry_id)
        visited_on = self.calendar.day_of(counted.visited_at)

        def change(known: Oversight) -> None:
            known.inspected(inspection.id, conclusion.outcome, conclusion.score, visited_on)
            for each in actions:
                critical = each.severity is Severity.CRITICAL
                known.action_required(each.id, critical=critical)

        self.book.note(inspection.about, change)

    def _required(
        self, inspection: Inspection, conclusion: Conclusion
    ) -> Sequence[CorrectiveAction]:
        """One for everything that was not met."""
        wrong = self.reports.load(conclusion.entry_id).content.wrong(inspection.checklist)
        actions = [self._action(inspection, item, finding) for item, finding in wrong]
        for each in actions:
            self.actions.add(each)
        return actions

    def _action(self, inspection: Inspection, item: Item, finding: Finding) -> CorrectiveAction:
        today = self.calendar.today()
        rules = self.rules(today)
        severity = rules.severity(item)
        days = rules.correct_working_days[severity.value]
        due_on = self.working_days_after(today, days)
        return CorrectiveAction.require(
            self.identify("corrective_action", inspection.id, item.code),
            inspection.about,
            self.book.where(inspection.about, inspection.place),
            inspection.id,
            Wrong(item.code, item.words, None if finding.internal else finding.note),
            severity,
            due_on,
            today,
            rules.remind_on(due_on, severity, today),
        )

    def _follow_up(self, inspection: Inspection) -> None:
        """What is critical is looked at again, soon after its day."""
        today = self.calendar.today()
        rules = self.rules(today)
        days = rules.correct_working_days[Severity.CRITICAL.value] + rules.follow_up_working_days
        self.planning.add(
            self.planning.made(
                self.identify("follow_up", inspection.id),
                inspection.about,
                inspection.checklist,
                Purpose.FOLLOW_UP,
                self.book.where(inspection.about, inspection.place),
                self.working_days_after(today, days),
                Why(inspection.why.by, follows=inspection.id),
                rules.follow_up_announced,
            )
        )


def must_conclude(actor: Actor, inspection: Inspection) -> None:
    """Raises `NotYours` for an inspector who has nothing to do with it."""
    must_oversee(actor, inspection.governorate)
    involved = {inspection.inspector, *(each.by for each in inspection.reports)}
    if "supervisor" not in actor.roles and actor.subject not in involved:
        raise NotYours()
