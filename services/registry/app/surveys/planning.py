"""Handlers of rounds: plan, choose targets, open, distribute, close."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.ports import NewId, View
from services.registry.app.surveys.commands import CloseRound, DistributeVisits, PlanRound
from services.registry.app.surveys.ports import (
    Calendar,
    Households,
    Programmes,
    Questionnaires,
    Researchers,
    Rounds,
    Targeting,
    Visits,
)
from services.registry.domain.access import Actor
from services.registry.domain.refusals import RefusedField
from services.registry.domain.surveys.access import must_manage
from services.registry.domain.surveys.refusals import TargetsUnknown
from services.registry.domain.surveys.survey_round import Left, SurveyRound, Targets
from services.registry.domain.surveys.visit import Standing

MOST_ERRORS = 100
"""So many unknown households are named at once: more are mended no better."""


@dataclass(frozen=True)
class Planning:
    """The life of a round. Answers are views of the round."""

    rounds: Rounds
    questionnaires: Questionnaires
    researchers: Researchers
    visits: Visits
    households: Households
    programmes: Programmes
    targeting: Targeting
    calendar: Calendar
    new_id: NewId

    def plan(self, command: PlanRound, actor: Actor) -> View:
        """Plan a round; its questionnaire is published, its criteria can be evaluated.

        Raises `TargetsUnknown` when it names a household or programme that is not there.
        """
        must_manage(actor, {each.governorate for each in command.targets.places})
        questionnaire = self.questionnaires.load(command.questionnaire_id)
        questionnaire.as_published(command.questionnaire_version)
        if command.targets.expression is not None:
            self.targeting.check(command.targets.expression)
        self._must_know(command.targets)
        return self.rounds.add(
            SurveyRound.plan(
                self.new_id(),
                command.title,
                (command.questionnaire_id, command.questionnaire_version),
                command.targets,
                (command.starts_on, command.ends_on),
                actor.subject,
                self.calendar.today(),
            )
        )

    def choose_targets(self, round_id: str, actor: Actor) -> View:
        planned = self._of(round_id, actor)
        planned.request_targets()
        return self.rounds.save(planned)

    def open(self, round_id: str, actor: Actor) -> View:
        planned = self._of(round_id, actor)
        planned.open(self.calendar.today())
        return self.rounds.save(planned)

    def distribute(self, command: DistributeVisits, actor: Actor) -> View:
        running = self._of(command.round_id, actor)
        if command.from_researcher is not None:
            self.researchers.load(command.from_researcher)
        running.request_distribution(command.from_researcher)
        return self.rounds.save(running)

    def close(self, command: CloseRound, actor: Actor) -> View:
        """End the round; what is left open is counted by governorate and reason."""
        running = self._of(command.round_id, actor)
        done, left = self._outcome(command.round_id)
        running.close(actor.subject, self.calendar.today(), command.note, done, left)
        return self.rounds.save(running)

    def _must_know(self, targets: Targets) -> None:
        known = self.households.known(targets.household_ids) if targets.household_ids else ()
        unknown = [
            RefusedField(f"/targets/household_ids/{at}", "target_household_unknown")
            for at, each in enumerate(targets.household_ids)
            if each not in known
        ]
        programme = targets.programme_id
        if programme is not None and not self.programmes.exists(programme):
            unknown.append(RefusedField("/targets/programme_id", "programme_not_found"))
        if unknown:
            raise TargetsUnknown(unknown[:MOST_ERRORS])

    def _outcome(self, round_id: str) -> tuple[int, list[Left]]:
        done, left = 0, dict[tuple[str, str], int]()
        for each in self.visits.tally(round_id):
            if each.standing == Standing.DONE:
                done += each.visits
            else:
                key = each.governorate, each.standing
                left[key] = left.get(key, 0) + each.visits
        return done, [Left(*key, visits) for key, visits in sorted(left.items())]

    def _of(self, round_id: str, actor: Actor) -> SurveyRound:
        return self.rounds.get(round_id, lambda known: must_manage(actor, known.governorates))
