"""Wires inspections: visits, reports, corrective actions, oversight and plans."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from chassis.documents.attempts import undisturbed
from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from services.licensing.adapters.inspections import rules, shown, work
from services.licensing.adapters.inspections.kinds import (
    ACTIONS,
    EVERY,
    INSPECTIONS,
    INSPECTORS,
    OVERSIGHTS,
    PLANS,
    REPORTS,
    UPLOADS,
)
from services.licensing.adapters.inspections.stores import (
    KeptActions,
    KeptInspections,
    KeptInspectors,
    KeptOversights,
)
from services.licensing.app.inspections.area import Inspecting
from services.licensing.app.inspections.assigning import Assigning, InspectorDesk
from services.licensing.app.inspections.book import Book
from services.licensing.app.inspections.concluding import Concluding
from services.licensing.app.inspections.correcting import Correcting
from services.licensing.app.inspections.day import OfADay
from services.licensing.app.inspections.evidence import Evidence
from services.licensing.app.inspections.overseeing import Overseeing
from services.licensing.app.inspections.parting import Parting
from services.licensing.app.inspections.planning import InspectionDesk, Planning
from services.licensing.app.inspections.ports import (
    Checklists,
    Concluded,
    Licences,
    Photographs,
    Places,
)
from services.licensing.app.inspections.reading import Listings, Reading, Views
from services.licensing.app.inspections.receiving import Receiving
from services.licensing.app.inspections.risk_planning import RiskPlanning
from services.licensing.bootstrap.house import House
from services.licensing.domain.inspections.inspection import Inspection

KINDS: tuple[Kind[Any], ...] = EVERY
FILE = "inspections.yaml"


def nothing_follows(inspection: Inspection) -> None:
    """Nobody waits for its outcome."""


@dataclass(frozen=True)
class Neighbours:
    """What other areas give to this one."""

    licences: Licences
    places: Places
    checklists: Checklists
    photographs: Photographs
    concluded: Concluded = field(default=nothing_follows)


class _Ground:
    """The stores, and what nearly every desk needs."""

    def __init__(self, house: House, neighbours: Neighbours) -> None:
        self.house, self.neighbours = house, neighbours
        self.law = rules.load(house.settings.rules / FILE)
        self.inspections = KeptInspections(house.store(INSPECTIONS))
        self.inspectors = KeptInspectors(house.store(INSPECTORS))
        self.actions = KeptActions(house.store(ACTIONS))
        self.oversights = KeptOversights(
            house.store(OVERSIGHTS), partial(work.identify, "oversight")
        )
        self.plans = house.store(PLANS)
        self.reports = house.store(REPORTS)
        self.book = Book(self.oversights, neighbours.licences)
        self.assigning = Assigning(self.inspectors, self.law.on, house.calendar)
        self.planning = Planning(
            self.inspections,
            self.assigning,
            self.book,
            self.law.on,
            house.calendar,
            house.holidays.working_days_after,
            work.identify,
        )
        self.desk = InspectionDesk(
            self.inspections,
            self.planning,
            self.assigning,
            neighbours.licences,
            neighbours.checklists,
            self.law.on,
            house.together,
            house.calendar,
            house.new_id("inspection"),
        )


def wire(house: House, neighbours: Neighbours) -> Inspecting:
    """The area on this ground. Raises `SettingError` for rules that are wrong."""
    ground = _Ground(house, neighbours)
    return Inspecting(
        opening=ground.planning,
        parting=Parting(
            ground.inspections,
            ground.actions,
            ground.oversights,
            ground.planning,
            neighbours.photographs,
            house.calendar,
        ),
        inspectors=InspectorDesk(
            ground.inspectors,
            ground.inspections,
            house.together,
            house.calendar,
            house.new_id("inspector"),
        ),
        desk=ground.desk,
        receiving=_receiving(ground),
        concluding=_concluding(ground),
        correcting=Correcting(
            ground.actions,
            neighbours.photographs,
            ground.book,
            ground.law.on,
            house.together,
            house.calendar,
            house.holidays.working_days_after,
        ),
        overseeing=_overseeing(ground),
        plans=_plans(ground),
        reading=_reading(ground),
        evidence=Evidence(ground.inspections, ground.reports, ground.actions),
    )


def _receiving(ground: _Ground) -> Receiving:
    house = ground.house
    return Receiving(
        ground.inspections,
        ground.reports,
        house.store(UPLOADS),
        ground.assigning,
        ground.neighbours.photographs,
        house.together,
        undisturbed,
        work.each_by_itself,
        ground.law.on,
        house.calendar,
        work.identify,
        house.new_id("report_with_connection"),
        house.new_id("inspection_upload"),
        shown.upload,
    )


def _concluding(ground: _Ground) -> Concluding:
    house = ground.house
    return Concluding(
        ground.inspections,
        ground.reports,
        ground.actions,
        ground.planning,
        ground.assigning,
        ground.book,
        ground.neighbours.concluded,
        ground.law.on,
        house.together,
        house.calendar,
        house.holidays.working_days_after,
        work.identify,
    )


def _overseeing(ground: _Ground) -> Overseeing:
    house = ground.house
    return Overseeing(
        ground.oversights,
        ground.inspections,
        ground.book,
        ground.neighbours.licences,
        ground.law.on,
        house.together,
        house.calendar,
        house.holidays.working_days_after,
        house.new_id("measure"),
    )


def _plans(ground: _Ground) -> RiskPlanning:
    house = ground.house
    return RiskPlanning(
        ground.plans,
        ground.inspections,
        ground.inspectors,
        ground.oversights,
        ground.neighbours.places,
        ground.desk,
        ground.law.on,
        partial(rules.day_of, ground.law),
        house.together,
        house.calendar,
        house.holidays.working_days_after,
        work.identify,
        house.new_id("inspection_plan"),
        work.new_seed,
    )


def _reading(ground: _Ground) -> Reading:
    house = ground.house
    views = Views(
        shown.inspection,
        shown.report,
        shown.action,
        shown.inspector,
        shown.oversight,
        shown.plan,
        shown.proposal,
        shown.in_list,
    )
    listings = Listings(
        *(
            listing(house.store(kind))
            for kind in (INSPECTIONS, ACTIONS, INSPECTORS, OVERSIGHTS, PLANS)
        )
    )
    day = OfADay(ground.inspections, ground.actions, shown.inspection_in_list, shown.checklist)
    return Reading(
        ground.inspections,
        ground.reports,
        ground.actions,
        ground.inspectors,
        ground.oversights,
        ground.plans,
        views,
        listings,
        day,
        ground.law.on,
        house.calendar,
        house.audit,
    )
