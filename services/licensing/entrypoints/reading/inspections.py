"""Requests about inspections as commands and queries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from contracts.rpc.licensing.inspections import inspections, inspectors, plans, reports
from contracts.rpc.problems import read
from services.licensing.app.inspections import commands
from services.licensing.domain.inspections.report import (
    Content,
    Finding,
    Location,
    Result,
    Signing,
    Witness,
)
from services.licensing.domain.inspections.words import Purpose

Data = Mapping[str, Any]
Request = dict[str, Any]
Page = tuple[dict[str, str | None], str | None, int]


def enlist_inspector(request: Request) -> commands.EnlistInspector:
    data = read(inspectors.EnlistInspector, request)
    return commands.EnlistInspector(data["subject"], tuple(data["governorates"]))


def amend_inspector(request: Request) -> commands.AmendInspector:
    data = read(inspectors.AmendInspector, request)
    governorates = data.get("governorates")
    return commands.AmendInspector(
        data["inspector_id"],
        None if governorates is None else tuple(governorates),
        data.get("active"),
    )


def declare_conflict(request: Request) -> commands.DeclareConflict:
    return commands.DeclareConflict(**read(inspectors.DeclareConflict, request))


def plan_inspection(request: Request) -> commands.PlanInspection:
    data = read(inspections.PlanInspection, request)
    return commands.PlanInspection(
        **{
            **data,
            "purpose": Purpose(data["purpose"]),
            "due_on": date.fromisoformat(data["due_on"]),
        }
    )


def report_inspection(request: Request) -> commands.ReportInspection:
    data = read(reports.ReportInspection, request)
    return commands.ReportInspection(data["inspection_id"], content(data))


def decide_report(request: Request) -> commands.DecideReport:
    data = read(inspections.DecideReport, request)
    return commands.DecideReport(
        data["inspection_id"], data["entry_id"], data["accept"], data["note"]
    )


def preview_plan(request: Request) -> commands.PreviewPlan:
    data = read(plans.PreviewInspectionPlan, request)
    days = {each: date.fromisoformat(data[each]) for each in ("starts_on", "ends_on")}
    return commands.PreviewPlan(**{**data, **days})


def content(data: Data) -> Content:
    """What an inspector says, from a request that fits its schema."""
    location, witness = data["location"], data["witness"]
    return Content(
        findings=tuple(
            Finding(
                each["item"],
                Result(each["result"]),
                each["note"],
                each["internal"],
                tuple(each["photographs"]),
            )
            for each in data["findings"]
        ),
        witness=Witness(**{**witness, "signing": Signing(witness["signing"])}),
        started_at=datetime.fromisoformat(data["started_at"]),
        ended_at=datetime.fromisoformat(data["ended_at"]),
        made_at=datetime.fromisoformat(data["made_at"]),
        location=None if location is None else Location(**location),
        note=data["note"],
        corrects=data["corrects"],
        reason=data["reason"],
    )


def page(data: Data) -> Page:
    """Filters, cursor and size of a list."""
    filters = {key: value for key, value in data.items() if key not in ("after", "limit")}
    return filters, data["after"], data["limit"]
