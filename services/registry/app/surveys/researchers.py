"""Handlers of the list of researchers."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.ports import NewId, View
from services.registry.app.surveys.commands import (
    AmendResearcher,
    EnlistResearcher,
    TrainResearcher,
)
from services.registry.app.surveys.ports import Calendar, Researchers, Rules
from services.registry.domain.access import Actor
from services.registry.domain.surveys.access import must_manage
from services.registry.domain.surveys.refusals import TrainingInFuture
from services.registry.domain.surveys.researcher import Area, Researcher, Training


@dataclass(frozen=True)
class ResearcherDesk:
    """Who is on the list, where they work, and what they were trained in."""

    researchers: Researchers
    rules: Rules
    calendar: Calendar
    new_id: NewId

    def enlist(self, command: EnlistResearcher, actor: Actor) -> View:
        must_manage(actor, _governorates(command.areas))
        return self.researchers.add(
            Researcher.enlist(self.new_id(), command.subject, command.name, command.areas)
        )

    def amend(self, command: AmendResearcher, actor: Actor) -> View:
        researcher = self._of(command.researcher_id, actor)
        must_manage(actor, _governorates(command.areas or ()))
        researcher.amend(command.areas, command.active)
        return self.researchers.save(researcher)

    def train(self, command: TrainResearcher, actor: Actor) -> View:
        researcher = self._of(command.researcher_id, actor)
        today = self.calendar.today()
        if command.passed_on > today:
            raise TrainingInFuture()
        valid_until = self.rules(today).training_valid_until(command.passed_on)
        researcher.train(Training(command.course, command.passed_on, valid_until))
        return self.researchers.save(researcher)

    def _of(self, researcher_id: str, actor: Actor) -> Researcher:
        return self.researchers.get(
            researcher_id, lambda known: must_manage(actor, known.governorates)
        )


def _governorates(areas: tuple[Area, ...]) -> set[str]:
    return {each.governorate for each in areas}
