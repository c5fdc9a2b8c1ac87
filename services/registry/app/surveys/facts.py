"""What an accepted record tells about its household."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.surveys.ports import (
    DayOf,
    Profiles,
    Questionnaires,
    Researchers,
    Source,
)
from services.registry.domain.surveys.answers import facts_in
from services.registry.domain.surveys.record import Decision, Record
from services.registry.domain.surveys.visit import Visit


@dataclass(frozen=True)
class FactBook:
    """Tells the profiles of households what accepted visits found.

    Of one visit the profile has what its one record says that counts, and nothing of the others.
    """

    questionnaires: Questionnaires
    researchers: Researchers
    profiles: Profiles
    day_of: DayOf

    def tell(self, visit: Visit, record: Record, questionnaire_id: str) -> None:
        """Record the facts, inside the transaction that accepts the record; else do nothing."""
        if not record.counts:
            return
        questionnaire = self.questionnaires.load(questionnaire_id)
        version = questionnaire.as_published(record.report.questionnaire_version)
        facts = facts_in(record.report.answers, version.questions)
        if facts:
            by = self.researchers.load(record.researcher_id).subject
            source = Source("survey", visit.id, self.day_of(record.report.ended_at), by)
            self.profiles.record(visit.household_id, facts, source)

    def set_aside(self, visit: Visit, decision: Decision) -> None:
        """Withdraw what the record told that counted until this decision."""
        on = self.day_of(decision.at)
        self.profiles.set_aside(visit.household_id, visit.id, decision.by, on, decision.note)
