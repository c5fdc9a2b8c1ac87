"""Inspections of licensed places and of what is applied for: planned, visited, concluded."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.inspections import inspections as contract
from contracts.rpc.licensing.inspections import reports, uploads
from gateway import answers
from gateway.authentication.roles import AUDITOR, CITIZEN, INSPECTOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
READERS = (CITIZEN, INSPECTOR, SUPERVISOR, AUDITOR)
ONE = "/v1/inspections/<uuid:inspection_id>"

inspections = Resource(
    "inspections", __name__, description="Inspections, and the reports of inspectors."
)


@inspections.operation(
    "POST",
    "/v1/inspections",
    roles=(SUPERVISOR,),
    body=contract.PlanInspection(),
    answer=contract.Inspection,
    status=201,
    arabic="تخطيط كشف",
    examples="licensing.plan_inspection",
)
def plan_inspection(body: dict[str, Any]) -> Response:
    """Plan an inspection of a licensed place

    Without an inspector it goes to whoever has the fewest, then to who has been idle the longest.
    """
    view = command(SERVICE, "plan_inspection", body)
    return answers.created(view, f"/v1/inspections/{view['id']}")


@inspections.operation(
    "GET",
    "/v1/inspections",
    roles=READERS,
    query=query_of(contract.FindInspections),
    answer=contract.InspectionPage,
    arabic="البحث عن كشوف",
    examples="licensing.find_inspections",
)
def find_inspections(query: dict[str, Any]) -> Response:
    """Find inspections

    Staff find those of their governorates; holders those that were announced, or are over.
    """
    return answers.page(SERVICE, "find_inspections", query)


@inspections.operation(
    "GET",
    "/v1/inspections/mine",
    roles=(INSPECTOR,),
    answer=contract.MyInspections,
    arabic="كشوفي لليوم",
    examples="licensing.get_my_inspections",
)
def get_my_inspections() -> Response:
    """Take along what a device needs for the day

    Your inspections with their places and checklists, each once, and what is still wrong there.
    With `If-None-Match`: 304 when nothing has changed.
    """
    return answers.record(ask(SERVICE, "get_my_inspections", {}))


@inspections.operation(
    "GET",
    ONE,
    roles=READERS,
    answer=contract.Inspection,
    arabic="قراءة كشف",
    examples="licensing.get_inspection",
)
def get_inspection(inspection_id: str) -> Response:
    """Read an inspection"""
    return answers.record(ask(SERVICE, "get_inspection", {"inspection_id": inspection_id}))


@inspections.operation(
    "POST",
    f"{ONE}/assignment",
    roles=(SUPERVISOR,),
    body=contract.AssignInspectionBody(),
    answer=contract.Inspection,
    conditional=True,
    arabic="إسناد كشف",
    examples="licensing.assign_inspection",
)
def assign_inspection(body: dict[str, Any], inspection_id: str) -> Response:
    """Give an inspection to an inspector

    Never to who declared a conflict of interest for the place.
    """
    return _change("assign_inspection", {**body, "inspection_id": inspection_id})


@inspections.operation(
    "POST",
    f"{ONE}/taking",
    roles=(INSPECTOR,),
    answer=contract.Inspection,
    conditional=True,
    arabic="أخذ كشف",
    examples="licensing.take_inspection",
)
def take_inspection(inspection_id: str) -> Response:
    """Take an inspection that nobody has"""
    return _change("take_inspection", {"inspection_id": inspection_id})


@inspections.operation(
    "POST",
    f"{ONE}/cancellation",
    roles=(SUPERVISOR,),
    body=contract.CancelInspectionBody(),
    answer=contract.Inspection,
    conditional=True,
    arabic="إلغاء كشف",
    examples="licensing.cancel_inspection",
)
def cancel_inspection(body: dict[str, Any], inspection_id: str) -> Response:
    """Cancel an inspection

    Only before the visit.
    """
    return _change("cancel_inspection", {**body, "inspection_id": inspection_id})


@inspections.operation(
    "POST",
    f"{ONE}/reports",
    roles=(INSPECTOR,),
    body=reports.ReportInspectionBody(),
    answer=contract.Inspection,
    conditional=True,
    arabic="رفع تقرير كشف",
    examples="licensing.report_inspection",
)
def report_inspection(body: dict[str, Any], inspection_id: str) -> Response:
    """Report what was found

    With a connection. A report never changes: a correction names the one it corrects, and why.
    """
    return _change("report_inspection", {**body, "inspection_id": inspection_id})


@inspections.operation(
    "GET",
    f"{ONE}/reports/<uuid:entry_id>",
    roles=READERS,
    answer=reports.InspectionReport,
    arabic="قراءة تقرير كشف",
    examples="licensing.get_inspection_report",
)
def get_inspection_report(inspection_id: str, entry_id: str) -> Response:
    """Read a report

    The holder reads the one that counts, after the conclusion and without internal notes.
    """
    asked = {"inspection_id": inspection_id, "entry_id": entry_id}
    return answers.record(ask(SERVICE, "get_inspection_report", asked))


@inspections.operation(
    "POST",
    f"{ONE}/reports/<uuid:entry_id>/decision",
    roles=(SUPERVISOR,),
    body=contract.DecideInspectionReportBody(),
    answer=contract.Inspection,
    conditional=True,
    arabic="البت في تقرير كشف",
    examples="licensing.decide_inspection_report",
)
def decide_inspection_report(body: dict[str, Any], inspection_id: str, entry_id: str) -> Response:
    """Decide on a report that waits

    One that came after a cancellation or for another inspector, or beside another one.
    """
    asked = {**body, "inspection_id": inspection_id, "entry_id": entry_id}
    return _change("decide_inspection_report", asked)


@inspections.operation(
    "POST",
    f"{ONE}/conclusion",
    roles=(INSPECTOR, SUPERVISOR),
    answer=contract.Inspection,
    conditional=True,
    arabic="إنهاء كشف",
    examples="licensing.conclude_inspection",
)
def conclude_inspection(inspection_id: str) -> Response:
    """Conclude an inspection

    What was not met must be put right by a day; what is critical is looked at again.
    """
    return _change("conclude_inspection", {"inspection_id": inspection_id})


@inspections.operation(
    "POST",
    "/v1/inspection-uploads",
    roles=(INSPECTOR,),
    body=uploads.UploadInspectionReports(),
    answer=uploads.InspectionUpload,
    arabic="رفع تقارير من جهاز",
    examples="licensing.upload_inspection_reports",
)
def upload_inspection_reports(body: dict[str, Any]) -> Response:
    """Upload reports from a device

    Each by itself: the answer says of each what became of it. Sent again, nothing is kept twice;
    what clashes with what happened meanwhile is kept for a supervisor.
    """
    return answers.facts(command(SERVICE, "upload_inspection_reports", body))


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_inspection", identity="inspection_id")
    )
