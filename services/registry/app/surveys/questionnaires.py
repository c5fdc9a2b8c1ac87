"""Handlers of questionnaires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.registry.app.ports import NewId, View
from services.registry.app.surveys.commands import DraftQuestionnaire, ReviseQuestionnaire
from services.registry.app.surveys.ports import Calendar, Questionnaires
from services.registry.domain.access import Actor
from services.registry.domain.surveys.access import must_manage
from services.registry.domain.surveys.questionnaire import Indicators, Questionnaire
from services.registry.domain.surveys.typed import Latin, questions_understood


@dataclass(frozen=True)
class QuestionnaireDesk:
    """Drafting, revising and publishing."""

    questionnaires: Questionnaires
    indicators: Callable[[], Indicators]
    calendar: Calendar
    new_id: NewId
    latin: Latin

    def draft(self, command: DraftQuestionnaire, actor: Actor) -> View:
        must_manage(actor)
        questions = questions_understood(command.questions, self.latin)
        return self.questionnaires.add(
            Questionnaire.begin(
                self.new_id(), command.title, questions, actor.subject, self.indicators()
            )
        )

    def revise(self, command: ReviseQuestionnaire, actor: Actor) -> View:
        questionnaire = self._of(command.questionnaire_id, actor)
        questions = questions_understood(command.questions, self.latin)
        questionnaire.revise(command.title, questions, actor.subject, self.indicators())
        return self.questionnaires.save(questionnaire)

    def publish(self, questionnaire_id: str, actor: Actor) -> View:
        questionnaire = self._of(questionnaire_id, actor)
        questionnaire.publish(actor.subject, self.calendar.today())
        return self.questionnaires.save(questionnaire)

    def _of(self, questionnaire_id: str, actor: Actor) -> Questionnaire:
        return self.questionnaires.get(questionnaire_id, lambda _: must_manage(actor))
