"""Inspections are planned, given, taken and cancelled; and said to be late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.app.inspections.assigning import Assigning
from services.licensing.app.inspections.book import Book
from services.licensing.app.inspections.commands import (
    AssignInspection,
    CancelInspection,
    PlanInspection,
)
from services.licensing.app.inspections.ports import (
    Calendar,
    Checklists,
    Identify,
    Inspections,
    Licences,
    Rules,
)
from services.licensing.app.ports import NewId, Together, View, WorkingDaysAfter
from services.licensing.domain.access import Actor
from services.licensing.domain.inspections.access import must_inspect, must_supervise
from services.licensing.domain.inspections.checklist import ChecklistCopy
from services.licensing.domain.inspections.course import Why
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.words import (
    LICENCE,
    About,
    LicensedPlace,
    Purpose,
    State,
)
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class Planning:
    """For other areas: opens inspections within the caller's transaction."""

    inspections: Inspections
    assigning: Assigning
    book: Book
    rules: Rules
    calendar: Calendar
    working_days_after: WorkingDaysAfter
    identify: Identify

    def open(
        self,
        about: About,
        checklist: ChecklistCopy,
        purpose: Purpose,
        place: Place,
        due_on: date,
        because: str | None = None,
        *,
        by: str,
        announced: bool = False,
    ) -> str:
        """Plan one and give it to whoever it falls to; answers its id.

        The same `because` about the same place opens one only: `because` refers to what asks for
        it, like `application/<id>/inspection/1`. Raises `DueInPast`.
        """
        parts = ("inspection", about.id, because or due_on.isoformat(), purpose.value)
        why = Why(by, because=because)
        made = self.made(
            self.identify(*parts), about, checklist, purpose, place, due_on, why, announced
        )
        self.add(made)
        return made.id

    def move_due(self, inspection_id: str, due_on: date | None) -> None:
        """It is to be made by another day; without one its clock stands. Nothing changes after
        the visit."""
        inspection, today = self.inspections.get_companion(inspection_id), self.calendar.today()
        days = self.rules(today).assign_working_days
        inspection.move_due(due_on, self.working_days_after(today, days))
        self.inspections.save(inspection)

    def move(self, inspection: Inspection, place: Place) -> None:
        """It is to be made elsewhere: by who has it if they work there, else by another."""
        today, had = self.calendar.today(), inspection.inspector
        stays = place.governorate == inspection.governorate
        if not stays and had is not None:
            stays = self.assigning.serves(had, place.governorate)
        if not stays:
            self.assigning.relieve(inspection)
        days = self.rules(today).assign_working_days
        inspection.move(place, self.working_days_after(today, days), stays=stays)
        if not stays:
            self.assigning.assign_if_possible(inspection)
        self.inspections.save(inspection)

    def cancel(self, inspection_id: str, reason: str, by: str) -> bool:
        """It is not to be made any more, unless somebody was there already.

        Answers whether it is off: one that had begun goes its own way.
        """
        inspection = self.inspections.get_companion(inspection_id)
        if inspection.state in (State.PLANNED, State.ASSIGNED):
            inspection.cancel(reason, by, self.calendar.now())
            self.assigning.relieve(inspection)
            self.inspections.save(inspection)
        return inspection.state is State.CANCELLED

    def made(
        self,
        inspection_id: str,
        about: About,
        checklist: ChecklistCopy,
        purpose: Purpose,
        place: Place,
        due_on: date,
        why: Why,
        announced: bool,
    ) -> Inspection:
        """One that is planned by the rules of today."""
        today = self.calendar.today()
        return Inspection.plan(
            inspection_id,
            about,
            checklist,
            place,
            purpose,
            announced=announced,
            due_on=due_on,
            assign_by=self.working_days_after(today, self.rules(today).assign_working_days),
            why=why,
            now=self.calendar.now(),
            today=today,
        )

    def add(self, inspection: Inspection, inspector: str | None = None) -> View:
        """Keep it, given to this inspector or to whoever it falls to; within a transaction."""
        if inspector is None:
            self.assigning.assign_if_possible(inspection)
        else:
            self.assigning.assign(inspection, inspector)
        today = self.calendar.today()
        self.book.note(inspection.about, lambda known: known.told(inspection.purpose, today))
        return self.inspections.add(inspection)


@dataclass(frozen=True)
class InspectionDesk:
    """What supervisors and inspectors do before a visit. Answers are views of the inspection."""

    inspections: Inspections
    planning: Planning
    assigning: Assigning
    licences: Licences
    checklists: Checklists
    rules: Rules
    together: Together
    calendar: Calendar
    new_id: NewId

    def plan(self, command: PlanInspection, actor: Actor) -> View:
        with self.together():
            licensed = self.licences.known(command.licence_id)
            must_supervise(actor, licensed.governorate)
            inspection = self.planning.made(
                self.new_id(),
                about_of(licensed),
                self.checklist_of(licensed),
                command.purpose,
                Place(licensed.governorate, licensed.district, licensed.details),
                command.due_on,
                Why(actor.subject),
                command.announced,
            )
            return self.planning.add(inspection, command.inspector)

    def assign(self, command: AssignInspection, actor: Actor) -> View:
        with self.together():
            inspection = self._get(command.inspection_id, actor)
            self.assigning.assign(inspection, command.inspector)
            return self.inspections.save(inspection)

    def take(self, inspection_id: str, actor: Actor) -> View:
        """An inspector takes what nobody has."""
        with self.together():
            inspection = self.inspections.get(
                inspection_id, lambda known: must_inspect(actor, known.governorate)
            )
            self.assigning.take(inspection, actor.subject)
            return self.inspections.save(inspection)

    def cancel(self, command: CancelInspection, actor: Actor) -> View:
        with self.together():
            inspection = self._get(command.inspection_id, actor)
            inspection.cancel(command.reason, actor.subject, self.calendar.now())
            self.assigning.relieve(inspection)
            return self.inspections.save(inspection)

    def escalate_assignment(self, inspection_id: str) -> None:
        inspection = self.inspections.get(inspection_id)
        inspection.escalate_assignment(self.calendar.today())
        self.inspections.save(inspection)

    def escalate_visit(self, inspection_id: str) -> None:
        inspection = self.inspections.get(inspection_id)
        inspection.escalate_visit(self.calendar.today())
        self.inspections.save(inspection)

    def checklist_of(self, licensed: LicensedPlace) -> ChecklistCopy:
        """Of its service; the general one for services that have none."""
        found = self.checklists.of(licensed)
        return found or self.rules(self.calendar.today()).general_checklist

    def _get(self, inspection_id: str, actor: Actor) -> Inspection:
        return self.inspections.get(
            inspection_id, lambda known: must_supervise(actor, known.governorate)
        )


def about_of(licensed: LicensedPlace) -> About:
    """The licence as what is inspected."""
    return About(LICENCE, licensed.id, licensed.number, tuple(sorted(licensed.owners)))
