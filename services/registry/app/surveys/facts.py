"""What an accepted record tells about its household."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.surveys.ports import DayOf, Profiles, Questionnaires, Source
from services.registry.domain.surveys.answers import facts_in
from services.registry.domain.surveys.record import Record, Worth
from services.registry.domain.surveys.visit import Visit


@dataclass(frozen=True)
class FactBook:
    """Tells the profiles of households what accepted visits found."""

    questionnaires: Questionnaires
    profiles: Profiles
    day_of: DayOf

    def tell(self, visit: Visit, record: Record, questionnaire_id: str) -> None:
        """Record the facts, inside the transaction that accepts the record; else do nothing."""
        if record.worth is not Worth.ACCEPTED or not record.completed:
            return
        questionnaire = self.questionnaires.load(questionnaire_id)
        version = questionnaire.as_published(record.report.questionnaire_version)
        facts = facts_in(record.report.answers, version.questions)
        if facts:
            source = Source("survey", visit.id, self.day_of(record.report.ended_at))
            self.profiles.record(visit.household_id, facts, source)
