"""Handlers of placements: the case and the family change together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from services.alternative_care.app.commands import EndPlacement, PlaceChild
from services.alternative_care.app.ports import (
    Audit,
    Calendar,
    Cases,
    Families,
    Rules,
    Together,
    View,
)
from services.alternative_care.domain.access import (
    CARE_STAFF,
    Actor,
    must_have_role,
    must_work_on,
)


@dataclass(frozen=True)
class PlacementDesk:
    """Places children and ends placements. Answers are views of the case."""

    cases: Cases
    families: Families
    audit: Audit
    together: Together
    rules: Rules
    calendar: Calendar
    new_id: Callable[[], str]

    def place(self, command: PlaceChild, actor: Actor) -> View:
        must_have_role(actor, *CARE_STAFF)
        self.audit.record("case.place_child", "case", command.case_id)
        placement_id, today = self.new_id(), self.calendar.today()
        with self.together():
            case = self.cases.get(command.case_id, partial(must_work_on, actor))
            case.place_child(
                placement_id,
                command.family_id,
                command.court_decision,
                command.started_on,
                self.rules(today),
                actor,
                today,
            )
            family = self.families.get_companion(command.family_id)
            family.take_place(placement_id, command.started_on, actor)
            self.families.save(family)
            return self.cases.save(case)

    def end(self, command: EndPlacement, actor: Actor) -> View:
        must_have_role(actor, *CARE_STAFF)
        self.audit.record("case.end_placement", "case", command.case_id)
        today = self.calendar.today()
        with self.together():
            case = self.cases.get(command.case_id, partial(must_work_on, actor))
            placement = case.end_placement(
                command.placement_id,
                command.ended_on,
                command.reason_code,
                self.rules(today),
                actor,
                today,
            )
            family = self.families.get_companion(placement.family_id)
            family.free_place(placement.id)
            self.families.save(family)
            return self.cases.save(case)
