"""Work on rounds in the background: choosing targets, and distributing visits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from services.registry.app.batches import in_batches
from services.registry.app.ports import Hidden, Run
from services.registry.app.surveys.ports import (
    Calendar,
    Choosing,
    Households,
    Researchers,
    Rounds,
    Rules,
    Undisturbed,
    Visits,
)
from services.registry.domain.surveys.distribution import Distribution
from services.registry.domain.surveys.refusals import VisitSettled
from services.registry.domain.surveys.researcher import Area
from services.registry.domain.surveys.survey_round import SurveyRound, Targets
from services.registry.domain.surveys.visit import Visit

BATCH = 1000
Change = Callable[[SurveyRound], None]


@dataclass(frozen=True)
class Background:
    """Both works begin anew after an interruption: what was done already is found done."""

    rounds: Rounds
    researchers: Researchers
    visits: Visits
    households: Households
    targeting: Choosing
    rules: Rules
    calendar: Calendar
    undisturbed: Undisturbed
    hidden: Hidden

    def choose_targets(self, round_id: str, run: Run) -> None:
        """Every household of the target list gets its visit, given to a researcher at once."""
        planned = self.rounds.load(round_id)
        distribution = self._distribution(round_id)
        chosen = 0
        for batch in in_batches(self._chosen(planned.targets), BATCH):
            places = self._within(planned, self.households.places(batch))
            # One that was planned by a run before keeps the researcher it got then.
            self.visits.plan(
                Visit.plan(
                    self.visits.identify(round_id, household_id),
                    round_id,
                    household_id,
                    place,
                    distribution.next_for(place),
                )
                for household_id, place in places.items()
            )
            chosen += len(places)
            run.reached(chosen)
        counted = sum(each.visits for each in self.visits.tally(round_id))
        self._finish(round_id, lambda known: known.targets_chosen(counted))

    def distribute_visits(self, round_id: str, run: Run) -> None:
        """Visits that nobody has, or those of one researcher, go to others."""
        asked = self.rounds.load(round_id).distribution
        leaving = None if asked is None else asked.from_researcher
        distribution = self._distribution(round_id, without=leaving)
        assigned = unassigned = 0
        for visit in self._to_give_away(round_id, leaving):
            chosen = distribution.next_for(visit.place)
            if chosen is None:
                unassigned += 1
            elif self._assign(visit.id, chosen):
                assigned += 1
            if (assigned + unassigned) % BATCH == 0:
                run.reached(assigned + unassigned)
        self._finish(round_id, lambda known: known.distributed(assigned, unassigned))

    def _to_give_away(self, round_id: str, leaving: str | None) -> Iterator[Visit]:
        """Who was protected since the visit was planned is visited by nobody else for it."""
        for batch in in_batches(self.visits.open_to_distribute(round_id, leaving), BATCH):
            hidden = self.hidden({each.household_id for each in batch})
            yield from (each for each in batch if each.household_id not in hidden)

    def _assign(self, visit_id: str, researcher_id: str) -> bool:
        """Give the visit away, unless it was brought meanwhile."""

        def change() -> bool:
            visit = self.visits.get_companion(visit_id)
            try:
                visit.assign(researcher_id)
            except VisitSettled:
                return False
            self.visits.save(visit)
            return True

        return self.undisturbed(change)

    def _distribution(self, round_id: str, without: str | None = None) -> Distribution:
        today = self.calendar.today()
        rules = self.rules(today)
        ready = [
            each
            for each in self.researchers.all_active()
            if each.is_ready(today) and each.id != without
        ]
        loads: dict[str, int] = {}
        for each in self.visits.tally(round_id):
            if each.researcher_id is not None:
                loads[each.researcher_id] = loads.get(each.researcher_id, 0) + each.visits
        return Distribution(ready, loads, rules.visits_per_researcher)

    def _chosen(self, targets: Targets) -> Iterator[str]:
        if targets.household_ids:
            return self.targeting.named(targets.household_ids)
        return self.targeting.households(
            targets.places, targets.expression, targets.programme_id, targets.enrolment_statuses
        )

    @staticmethod
    def _within(planned: SurveyRound, places: Mapping[str, Area]) -> dict[str, Area]:
        """Only where the round is: a list may name households that have moved away."""
        return {
            household_id: place
            for household_id, place in places.items()
            if any(each.covers(place) for each in planned.targets.places)
        }

    def _finish(self, round_id: str, change: Change) -> None:
        def finish() -> None:
            known = self.rounds.get_companion(round_id)
            change(known)
            self.rounds.save(known)

        self.undisturbed(finish)
