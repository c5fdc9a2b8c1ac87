"""What the gateway can call about inspections, inspectors and plans, and what falls due."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.base import Nothing
from contracts.rpc.licensing.inspections import inspections as contract
from contracts.rpc.licensing.inspections import inspectors, plans, reports
from contracts.rpc.problems import read
from services.licensing.app.inspections import commands
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import inspection_batches
from services.licensing.entrypoints.reading import inspections as reading

Data = dict[str, Any]
ONE_REPORT_SECONDS = 1.0
"""What must be left of the caller's time for one more report to be looked at."""


class InspectionMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @command
    def enlist_inspector(self, request: Data) -> Data:
        asked = reading.enlist_inspector(request)
        return self.application.inspections.inspectors.enlist(asked, current().actor)

    @command
    def amend_inspector(self, request: Data) -> Data:
        asked = reading.amend_inspector(request)
        return self.application.inspections.inspectors.amend(asked, current().actor)

    @command
    def declare_inspector_conflict(self, request: Data) -> Data:
        asked = reading.declare_conflict(request)
        return self.application.inspections.inspectors.declare(asked, current().actor)

    @query
    def get_inspector(self, request: Data) -> Data:
        asked = read(inspectors.OneInspector, request)["inspector_id"]
        return self.application.inspections.reading.inspector(asked, current().actor)

    @query
    def find_inspectors(self, request: Data) -> Data:
        page = reading.page(read(inspectors.FindInspectors, request))
        return self.application.inspections.reading.find_inspectors(*page, current().actor)

    @command
    def plan_inspection(self, request: Data) -> Data:
        asked = reading.plan_inspection(request)
        return self.application.inspections.desk.plan(asked, current().actor)

    @command
    def assign_inspection(self, request: Data) -> Data:
        asked = commands.AssignInspection(**read(contract.AssignInspection, request))
        return self.application.inspections.desk.assign(asked, current().actor)

    @command
    def take_inspection(self, request: Data) -> Data:
        asked = read(contract.OneInspection, request)["inspection_id"]
        return self.application.inspections.desk.take(asked, current().actor)

    @command
    def cancel_inspection(self, request: Data) -> Data:
        asked = commands.CancelInspection(**read(contract.CancelInspection, request))
        return self.application.inspections.desk.cancel(asked, current().actor)

    @command
    def report_inspection(self, request: Data) -> Data:
        asked = reading.report_inspection(request)
        return self.application.inspections.receiving.report(asked, current().actor)

    @command
    def upload_inspection_reports(self, request: Data) -> Data:
        asked = inspection_batches.upload(request)
        receiving = self.application.inspections.receiving
        return receiving.receive(asked, current().actor, _has_time)

    @command
    def decide_inspection_report(self, request: Data) -> Data:
        asked = reading.decide_report(request)
        return self.application.inspections.concluding.decide(asked, current().actor)

    @command
    def conclude_inspection(self, request: Data) -> Data:
        asked = read(contract.OneInspection, request)["inspection_id"]
        return self.application.inspections.concluding.conclude(asked, current().actor)

    @query
    def get_inspection(self, request: Data) -> Data:
        asked = read(contract.OneInspection, request)["inspection_id"]
        return self.application.inspections.reading.inspection(asked, current().actor)

    @query
    def get_inspection_report(self, request: Data) -> Data:
        asked = read(reports.OneReport, request)
        return self.application.inspections.reading.report(
            asked["inspection_id"], asked["entry_id"], current().actor
        )

    @query
    def find_inspections(self, request: Data) -> Data:
        page = reading.page(read(contract.FindInspections, request))
        return self.application.inspections.reading.find_inspections(*page, current().actor)

    @query
    def get_my_inspections(self, request: Data) -> Data:
        read(Nothing, request)
        return self.application.inspections.reading.mine(current().actor)

    @command
    def preview_inspection_plan(self, request: Data) -> Data:
        asked = reading.preview_plan(request)
        return self.application.inspections.plans.preview(asked, current().actor)

    @command
    def approve_inspection_plan(self, request: Data) -> Data:
        asked = read(plans.OnePlan, request)["plan_id"]
        return self.application.inspections.plans.approve(asked, current().actor)

    @command
    def withdraw_inspection_plan(self, request: Data) -> Data:
        asked = read(plans.OnePlan, request)["plan_id"]
        return self.application.inspections.plans.withdraw(asked, current().actor)

    @query
    def get_inspection_plan(self, request: Data) -> Data:
        asked = read(plans.OnePlan, request)["plan_id"]
        return self.application.inspections.reading.plan(asked, current().actor)

    @query
    def find_inspection_plans(self, request: Data) -> Data:
        page = reading.page(read(plans.FindInspectionPlans, request))
        return self.application.inspections.reading.find_plans(*page, current().actor)

    @due("inspections", "assignment")
    def assignment_overdue(self, inspection_id: str, timer: str) -> None:
        self.application.inspections.desk.escalate_assignment(inspection_id)

    @due("inspections", "visit")
    def visit_overdue(self, inspection_id: str, timer: str) -> None:
        self.application.inspections.desk.escalate_visit(inspection_id)


def _has_time() -> bool:
    remaining = current().remaining()
    return remaining is None or remaining > ONE_REPORT_SECONDS
