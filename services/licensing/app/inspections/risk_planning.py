"""Plans by risk and area: previewed, and approved into inspections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.licensing.app.inspections.commands import PreviewPlan
from services.licensing.app.inspections.planning import InspectionDesk, about_of
from services.licensing.app.inspections.ports import (
    Calendar,
    Identify,
    Inspections,
    Inspectors,
    NewSeed,
    Oversights,
    Places,
    Plans,
    Rules,
    RulesOf,
)
from services.licensing.app.ports import NewId, Together, View, WorkingDaysAfter
from services.licensing.domain.access import Actor
from services.licensing.domain.inspections.access import must_supervise
from services.licensing.domain.inspections.course import Why
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.plan import (
    Asked,
    Candidate,
    Capacity,
    InspectionPlan,
    Proposed,
    drawn,
    scheduled,
)
from services.licensing.domain.inspections.refusals import PeriodWrong
from services.licensing.domain.inspections.risk import risk_of
from services.licensing.domain.inspections.words import Purpose
from services.licensing.domain.places import Place


@dataclass(frozen=True)
class RiskPlanning:
    """Answers are views of the plan."""

    plans: Plans
    inspections: Inspections
    inspectors: Inspectors
    oversights: Oversights
    places: Places
    desk: InspectionDesk
    rules: Rules
    rules_of: RulesOf
    together: Together
    calendar: Calendar
    working_days_after: WorkingDaysAfter
    identify: Identify
    new_id: NewId
    new_seed: NewSeed

    def preview(self, command: PreviewPlan, actor: Actor) -> View:
        """The riskiest first, spread over districts and inspectors, and some by chance."""
        must_supervise(actor, command.governorate)
        today = self.calendar.today()
        rules = self.rules(today).plan
        days = self._working_days(command, rules.days_at_most)
        seed = self.new_seed() if command.seed is None else command.seed
        asked = Asked(
            command.governorate, command.starts_on, command.ends_on, command.inspections, seed
        )
        candidates = list(self._candidates(command.governorate, today))
        capacity = self._capacity(command.governorate, rules.open_per_inspector)
        proposed = scheduled(drawn(candidates, asked, rules), days, capacity)
        return self.plans.add(
            InspectionPlan.preview(
                self.new_id(),
                asked,
                proposed,
                len(candidates),
                self.rules_of(today),
                actor.subject,
                today,
            )
        )

    def approve(self, plan_id: str, actor: Actor) -> View:
        """Its inspections are planned with it, or it is not approved."""
        with self.together():
            plan = self._get(plan_id, actor)
            plan.approve(actor.subject, self.calendar.today())
            planned = [self._inspection(plan, each) for each in plan.proposed]
            self._give(planned, plan)
            self.inspections.plan(planned)
            return self.plans.save(plan)

    def withdraw(self, plan_id: str, actor: Actor) -> View:
        plan = self._get(plan_id, actor)
        plan.withdraw(actor.subject, self.calendar.today())
        return self.plans.save(plan)

    def _candidates(self, governorate: str, today: date) -> Iterator[Candidate]:
        """Every place for which no inspection is open."""
        known = self.oversights.of_governorate(governorate)
        open_places = self.inspections.open_places(governorate)
        rules = self.rules(today).risk
        for place in self.places.to_inspect(governorate):
            if place.id not in open_places:
                risk = risk_of(place, known.get(place.id), rules, today)
                yield Candidate(place.id, place.number, place.district, risk)

    def _capacity(self, governorate: str, most: int) -> Capacity:
        inspectors = [each for each in self.inspectors.of_governorate(governorate) if each.active]
        return Capacity(
            {each.subject: most - len(each.open) for each in inspectors},
            {
                each.subject: frozenset(conflict.about_id for conflict in each.conflicts)
                for each in inspectors
            },
        )

    def _working_days(self, command: PreviewPlan, most: int) -> list[date]:
        """Of the period. Raises `PeriodWrong`."""
        today = self.calendar.today()
        first, last = command.starts_on, command.ends_on
        if first < today or last < first or (last - first).days >= most:
            raise PeriodWrong(most=most)
        days = []
        day = self.working_days_after(first - timedelta(days=1), 1)
        while day <= last:
            days.append(day)
            day = self.working_days_after(day, 1)
        if not days:
            raise PeriodWrong(most=most)
        return days

    def _inspection(self, plan: InspectionPlan, proposed: Proposed) -> Inspection:
        licensed = self.desk.licences.known(proposed.licence_id)
        why = Why(plan.decided_by or plan.made_by, plan_id=plan.id)
        purpose = Purpose.UNANNOUNCED if proposed.by_chance else Purpose.PERIODIC
        return self.desk.planning.made(
            self.identify("planned", plan.id, proposed.licence_id),
            about_of(licensed),
            self.desk.checklist_of(licensed),
            purpose,
            Place(licensed.governorate, licensed.district, licensed.details),
            max(proposed.due_on, self.calendar.today()),
            why,
            announced=not proposed.by_chance,
        )

    def _give(self, planned: list[Inspection], plan: InspectionPlan) -> None:
        """To whom the preview named; who is no longer fit for one leaves it to be taken."""
        wanted = {each.licence_id: each.inspector for each in plan.proposed}
        inspectors = {
            each.subject: each for each in self.inspectors.of_governorate(plan.governorate)
        }
        now = self.calendar.now()
        for each in planned:
            inspector = inspectors.get(wanted[each.about.id] or "")
            if inspector is not None and inspector.is_fit(plan.governorate, each.about.id):
                each.assign(inspector.subject)
                inspector.give(each.id, now)
        for inspector in inspectors.values():
            self.inspectors.save(inspector)

    def _get(self, plan_id: str, actor: Actor) -> InspectionPlan:
        return self.plans.get(plan_id, lambda known: must_supervise(actor, known.governorate))
