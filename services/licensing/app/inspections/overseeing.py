"""Measures: warned, suspended, closed, reopened; objected to. The licence follows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.licensing.app.inspections.book import Book
from services.licensing.app.inspections.commands import (
    AnswerObjection,
    ConfirmMeasure,
    ObjectToMeasure,
    TakeMeasure,
)
from services.licensing.app.inspections.ports import (
    Calendar,
    Inspections,
    Licences,
    Oversights,
    Rules,
)
from services.licensing.app.ports import NewId, Together, View, WorkingDaysAfter
from services.licensing.domain.access import Actor
from services.licensing.domain.inspections.access import must_hold, must_oversee, must_supervise
from services.licensing.domain.inspections.measures import Grounds, Objection, Standing, Taken
from services.licensing.domain.inspections.oversight import Oversight
from services.licensing.domain.inspections.refusals import MeasureOfAnotherPlace
from services.licensing.domain.inspections.rules import InspectionRules
from services.licensing.domain.words import Written

IMMEDIATE = "immediate_suspension"
LAPSED = Grounds(
    "suspension_not_confirmed",
    Written(
        "لم يؤكَّد الإيقاف المؤقت في موعده فانتهى.",
        "The provisional suspension was not confirmed in time and has ended.",
    ),
)
Verb = Callable[[Oversight, Taken, InspectionRules], None]
_VERBS: dict[str, Verb] = {
    "warning": Oversight.warn,
    "suspension": Oversight.suspend,
    IMMEDIATE: Oversight.suspend_at_once,
    "closure": Oversight.close,
    "reopening": Oversight.reopen,
}


@dataclass(frozen=True)
class Overseeing:
    """Takes measures by hand; a person decides each. Answers are views of the oversight."""

    oversights: Oversights
    inspections: Inspections
    book: Book
    licences: Licences
    rules: Rules
    together: Together
    calendar: Calendar
    working_days_after: WorkingDaysAfter
    new_id: NewId

    def take(self, command: TakeMeasure, actor: Actor) -> View:
        """A supervisor's; for danger, at once, also an inspector's."""
        admitted = must_oversee if command.measure == IMMEDIATE else must_supervise
        with self.together():
            oversight = self._opened(command.licence_id, actor, admitted)
            self._must_be_of(oversight, command.grounds)
            if oversight.standing is not Standing.CLOSED:
                self.licences.must_not_have_ended(command.licence_id)
            taken = self._taken(command.grounds, actor)
            rules = self.rules(taken.on)
            before = oversight.standing
            _VERBS[command.measure](oversight, taken, rules)
            self._follow(oversight, before, command.grounds, actor)
            return self.book.keep(oversight)

    def confirm(self, command: ConfirmMeasure, actor: Actor) -> View:
        oversight = self.oversights.get(
            command.licence_id, lambda known: must_supervise(actor, known.governorate)
        )
        oversight.confirm(command.measure_id, actor.subject)
        return self.oversights.save(oversight)

    def object(self, command: ObjectToMeasure, actor: Actor) -> View:
        oversight = self.oversights.get(command.licence_id, lambda known: must_hold(actor, known))
        today = self.calendar.today()
        days = self.rules(today).answer_objection_working_days
        answer_by = self.working_days_after(today, days)
        objection = Objection(command.text, actor.subject, today, answer_by)
        oversight.object(command.measure_id, objection)
        return self.oversights.save(oversight)

    def answer(self, command: AnswerObjection, actor: Actor) -> View:
        """Another person decides; when the holder was right, the measure falls."""
        with self.together():
            oversight = self.oversights.get(
                command.licence_id, lambda known: must_supervise(actor, known.governorate)
            )
            before, today = oversight.standing, self.calendar.today()
            oversight.answer(
                command.measure_id, command.upheld, command.answer, actor.subject, today
            )
            grounds = Grounds("objection_upheld", command.answer)
            self._follow(oversight, before, grounds, actor)
            return self.oversights.save(oversight)

    def lapse(self, oversight_id: str, measure_id: str, actor: Actor) -> None:
        """Nobody confirmed the suspension in time."""
        with self.together():
            oversight = self.oversights.by_id(oversight_id)
            before = oversight.standing
            oversight.lapse(measure_id, self.calendar.today())
            self._follow(oversight, before, LAPSED, actor)
            self.oversights.save(oversight)

    def escalate_objection(self, oversight_id: str, measure_id: str) -> None:
        oversight = self.oversights.by_id(oversight_id)
        oversight.escalate_objection(measure_id, self.calendar.today())
        self.oversights.save(oversight)

    def _opened(
        self, licence_id: str, actor: Actor, admit: Callable[[Actor, str], None]
    ) -> Oversight:
        """As a command's own record where there is one, which knows a repetition."""
        if self.oversights.find(licence_id) is not None:
            return self.oversights.get(licence_id, lambda known: admit(actor, known.governorate))
        begun = self.book.open(licence_id)
        admit(actor, begun.governorate)
        return begun

    def _must_be_of(self, oversight: Oversight, grounds: Grounds) -> None:
        """The inspection that a measure rests on is one of this place."""
        if grounds.inspection_id is None:
            return
        if self.inspections.load(grounds.inspection_id).about.id != oversight.licence_id:
            raise MeasureOfAnotherPlace(pointer="/inspection_id")

    def _taken(self, grounds: Grounds, actor: Actor) -> Taken:
        today = self.calendar.today()
        rules = self.rules(today)
        return Taken(
            self.new_id(),
            grounds,
            actor.subject,
            self.calendar.now(),
            today,
            object_until=rules.object_until(today),
            confirm_by=self.working_days_after(today, rules.confirm_working_days),
        )

    def _follow(
        self, oversight: Oversight, before: Standing, grounds: Grounds, actor: Actor
    ) -> None:
        """The licence becomes what the measures that hold say, in the same transaction."""
        after = oversight.standing
        if after is before:
            return
        said = oversight.licence_id, grounds.reason_code, grounds.reason, actor
        if before is not Standing.OPEN and after is not Standing.CLOSED:
            self.licences.reinstate(*said)
        if after is Standing.SUSPENDED:
            self.licences.suspend(*said)
        if after is Standing.CLOSED:
            self.licences.revoke(*said)
