"""Handlers of single visits: give them to researchers, decide what waits."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.ports import Audit, Hidden, View
from services.registry.app.surveys.commands import AssignVisit, DecideRecord
from services.registry.app.surveys.facts import FactBook
from services.registry.app.surveys.ports import (
    Calendar,
    Researchers,
    Rounds,
    Rules,
    Together,
    Visits,
)
from services.registry.domain.access import Actor
from services.registry.domain.surveys.access import must_manage
from services.registry.domain.surveys.record import Decision
from services.registry.domain.surveys.refusals import (
    NothingToDecide,
    OwnRecord,
    RoundNotOpen,
    VisitUnknown,
)
from services.registry.domain.surveys.survey_round import Status
from services.registry.domain.surveys.visit import Visit


@dataclass(frozen=True)
class Fieldwork:
    """What supervisors do with a visit. Answers are views of the visit."""

    visits: Visits
    rounds: Rounds
    researchers: Researchers
    facts: FactBook
    audit: Audit
    together: Together
    rules: Rules
    calendar: Calendar
    hidden: Hidden

    def assign(self, command: AssignVisit, actor: Actor) -> View:
        """Give the visit to a trained researcher of its area, or to nobody."""
        visit = self._of(command.visit_id, actor)
        if self.rounds.load(visit.round_id).status is Status.CLOSED:
            raise RoundNotOpen()
        if command.researcher_id is not None:
            today = self.calendar.today()
            taking = self.researchers.load(command.researcher_id)
            taking.must_take(visit.place, today)
        visit.assign(command.researcher_id)
        return self.visits.save(visit)

    def decide(self, command: DecideRecord, actor: Actor) -> View:
        """Accept or reject a record; facts of an accepted one reach the household with it.

        Those of the record that counted before, and is set aside by it, count no more.
        """
        self.audit.record("survey_visit.decide", "survey_visit", command.visit_id)
        with self.together():
            visit = self._of(command.visit_id, actor)
            record = visit.known(command.fingerprint)
            if record is None:
                raise NothingToDecide()
            if self.researchers.load(record.researcher_id).subject == actor.subject:
                raise OwnRecord()
            counted = visit.counting
            decision = Decision(command.accept, actor.subject, self.calendar.now(), command.note)
            attempts = self.rules(self.calendar.today()).attempts
            decided = visit.decide(command.fingerprint, decision, attempts=attempts)
            if counted is not None and counted is not visit.counting:
                self.facts.set_aside(visit, decision)
            self.facts.tell(visit, decided, self.rounds.load(visit.round_id).questionnaire_id)
            return self.visits.save(visit)

    def _of(self, visit_id: str, actor: Actor) -> Visit:
        def admit(visit: Visit) -> None:
            if self.hidden([visit.household_id], actor):
                raise VisitUnknown(id=visit_id)
            must_manage(actor, {visit.place.governorate})

        return self.visits.get(visit_id, admit)
