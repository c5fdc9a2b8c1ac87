"""What is wrong is put right: proved, judged, given more time, or overdue."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.inspections.book import Book
from services.licensing.app.inspections.commands import ExtendAction, JudgeProof, ProveAction
from services.licensing.app.inspections.ports import (
    Actions,
    Calendar,
    Photographs,
    Rules,
)
from services.licensing.app.ports import Together, View, WorkingDaysAfter
from services.licensing.domain.access import Actor
from services.licensing.domain.inspections.access import must_hold, must_oversee, must_supervise
from services.licensing.domain.inspections.corrective import Proof


@dataclass(frozen=True)
class Correcting:
    """Answers are views of the corrective action."""

    actions: Actions
    photographs: Photographs
    book: Book
    rules: Rules
    together: Together
    calendar: Calendar
    working_days_after: WorkingDaysAfter

    def prove(self, command: ProveAction, actor: Actor) -> View:
        """The holder says and shows that it is put right."""
        with self.together():
            action = self.actions.get(command.action_id, lambda known: must_hold(actor, known))
            record = f"corrective_action/{action.id}"
            self.photographs.must_be_usable(command.named, record, actor)
            now = self.calendar.now()
            action.prove(Proof(actor.subject, now, command.text, command.documents))
            self.photographs.attach(command.documents, record, action.governorate, actor)
            return self.actions.save(action)

    def judge(self, command: JudgeProof, actor: Actor) -> View:
        with self.together():
            action = self.actions.get(
                command.action_id, lambda known: must_oversee(actor, known.governorate)
            )
            action.judge(command.accept, command.answer, actor.subject, self.calendar.now())
            if command.accept:
                self.book.note(action.about, lambda known: known.action_done(action.id))
            return self.actions.save(action)

    def extend(self, command: ExtendAction, actor: Actor) -> View:
        action = self.actions.get(
            command.action_id, lambda known: must_supervise(actor, known.governorate)
        )
        today = self.calendar.today()
        most = self.rules(today).extension_working_days_at_most
        latest = self.working_days_after(action.due_on, most)
        remind_on = self.rules(today).remind_on(command.due_on, action.severity, today)
        action.extend(command.due_on, latest, command.reason, actor.subject, today, remind_on)
        return self.actions.save(action)

    def remind(self, action_id: str) -> None:
        """The day is near: the holder hears of it."""
        action = self.actions.get(action_id)
        action.remind(self.calendar.today())
        self.actions.save(action)

    def fall_due(self, action_id: str) -> None:
        """The day has passed: supervisors see it, and the ladder counts it."""
        with self.together():
            action = self.actions.get(action_id)
            if action.fall_due(self.calendar.today()):
                self.book.note(action.about, lambda known: known.action_overdue(action.id))
            self.actions.save(action)
