"""What can be looked at, by whom. Reading what was found at a place is in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.inspections.day import OfADay
from services.licensing.app.inspections.ports import (
    Actions,
    Audit,
    Calendar,
    Inspections,
    Inspectors,
    Oversights,
    Plans,
    Reports,
    Rules,
)
from services.licensing.app.ports import Listing, View, Wanted
from services.licensing.domain.access import Actor, must_have_role, must_serve, owner_marks
from services.licensing.domain.inspections.access import (
    AUDITOR,
    INSPECTOR,
    STAFF,
    SUPERVISOR,
    must_look,
    must_plan,
    sees_all,
)
from services.licensing.domain.inspections.corrective import CorrectiveAction
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.inspector import Inspector
from services.licensing.domain.inspections.ladder import Proposal
from services.licensing.domain.inspections.oversight import Oversight
from services.licensing.domain.inspections.plan import InspectionPlan
from services.licensing.domain.inspections.refusals import NotAnInspector, ReportUnknown
from services.licensing.domain.inspections.report import Report
from services.licensing.domain.refusals import NotYours, RoleMayNot

Filters = Mapping[str, str | None]
HOLDERS_FILTERS = frozenset({"state", "about_id", "governorate"})
"""What a holder can narrow by: the others would tell what is not theirs to know."""


@dataclass(frozen=True)
class Views:
    """How records are shown to whoever looks, in full and in lists."""

    inspection: Callable[[Inspection], View]
    report: Callable[[Report], View]
    action: Callable[[CorrectiveAction], View]
    inspector: Callable[[Inspector], View]
    oversight: Callable[[Oversight], View]
    plan: Callable[[InspectionPlan], View]
    proposal: Callable[[Proposal], View]
    in_list: Callable[[View], View]


@dataclass(frozen=True)
class Listings:
    """Lists of each kind."""

    inspections: Listing
    actions: Listing
    inspectors: Listing
    oversights: Listing
    plans: Listing


@dataclass(frozen=True)
class Reading:
    """Queries of the area."""

    inspections: Inspections
    reports: Reports
    actions: Actions
    inspectors: Inspectors
    oversights: Oversights
    plans: Plans
    views: Views
    lists: Listings
    day: OfADay
    rules: Rules
    calendar: Calendar
    audit: Audit

    def inspection(self, inspection_id: str, actor: Actor) -> View:
        inspection = self.inspections.load(inspection_id)
        must_look(actor, inspection)
        self.audit.record("inspection.read", "inspection", inspection_id)
        return self.views.inspection(inspection)

    def report(self, inspection_id: str, entry_id: str, actor: Actor) -> View:
        """What was found; the holder reads the report that counts, after the conclusion."""
        inspection = self.inspections.load(inspection_id)
        must_look(actor, inspection)
        entry = inspection.entries.get(entry_id)
        if not sees_all(actor, inspection.governorate) and inspection.shown != entry.id:
            raise ReportUnknown(id=entry_id)
        self.audit.record("inspection_report.read", "inspection_report", entry_id)
        return self.views.report(self.reports.load(entry.id))

    def find_inspections(
        self, filters: Filters, after: str | None, limit: int, actor: Actor
    ) -> View:
        page = self.lists.inspections(wanted(filters, actor), after, limit)
        return self._listed(page)

    def mine(self, actor: Actor) -> View:
        """All that an inspector's device needs for the day."""
        must_have_role(actor, INSPECTOR)
        inspector = self.inspectors.of_subject(actor.subject)
        if inspector is None:
            raise NotAnInspector()
        return self.day.of(inspector)

    def action(self, action_id: str, actor: Actor) -> View:
        action = self.actions.load(action_id)
        must_look(actor, action)
        return self.views.action(action)

    def find_actions(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        return self.lists.actions(wanted(filters, actor), after, limit)

    def inspector(self, inspector_id: str, actor: Actor) -> View:
        """Supervisors of one of their governorates, auditors, and the inspector."""
        inspector = self.inspectors.load(inspector_id)
        supervises = SUPERVISOR in actor.roles and not actor.governorates.isdisjoint(
            inspector.governorates
        )
        if not supervises and AUDITOR not in actor.roles and actor.subject != inspector.subject:
            raise NotYours()
        return self.views.inspector(inspector)

    def find_inspectors(
        self, filters: Filters, after: str | None, limit: int, actor: Actor
    ) -> View:
        must_have_role(actor, SUPERVISOR, AUDITOR)
        return self.lists.inspectors(wanted(filters, actor), after, limit)

    def oversight(self, licence_id: str, actor: Actor) -> View:
        oversight = self.oversights.load(licence_id)
        must_look(actor, oversight)
        return self.views.oversight(oversight)

    def find_oversights(
        self, filters: Filters, after: str | None, limit: int, actor: Actor
    ) -> View:
        return self.lists.oversights(wanted(filters, actor), after, limit)

    def proposals(self, licence_id: str, actor: Actor) -> View:
        """What the ladder supports today; a person decides."""
        oversight = self.oversights.load(licence_id)
        must_plan(actor, oversight.governorate)
        today = self.calendar.today()
        found = oversight.proposals(self.rules(today), today)
        return {"proposals": [self.views.proposal(each) for each in found]}

    def plan(self, plan_id: str, actor: Actor) -> View:
        plan = self.plans.load(plan_id)
        must_plan(actor, plan.governorate)
        return self.views.plan(plan)

    def find_plans(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        must_have_role(actor, SUPERVISOR, AUDITOR)
        return self._listed(self.lists.plans(wanted(filters, actor), after, limit))

    def _listed(self, page: View) -> View:
        return {**page, "items": [self.views.in_list(each) for each in page["items"]]}


def wanted(filters: Filters, actor: Actor) -> Wanted:
    """The filters, narrowed to what the actor may see (as `must_look` decides for one record).

    Raises `RoleMayNot`, `NotYours`.
    """
    equals = {key: value for key, value in filters.items() if value is not None}
    if AUDITOR in actor.roles:
        return Wanted(equals)
    if not actor.roles.isdisjoint(STAFF):
        if "governorate" in equals:
            must_serve(actor, equals["governorate"])
            return Wanted(equals)
        return Wanted(equals, {"governorate": sorted(actor.governorates)})
    must_have_role(actor, "citizen")
    if not equals.keys() <= HOLDERS_FILTERS:
        raise RoleMayNot(roles=sorted(STAFF))
    return Wanted(equals, {"owners": sorted(owner_marks(actor.subject, actor.national_number))})
