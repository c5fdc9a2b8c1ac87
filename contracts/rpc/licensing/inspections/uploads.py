"""Batches of reports from devices that were offline."""

from __future__ import annotations

from typing import ClassVar

from marshmallow import EXCLUDE

from contracts.rpc import fields
from contracts.rpc.base import Answer, Method, Methods, Request, Strict
from contracts.rpc.devices import ByItself, DeviceName, When
from contracts.rpc.licensing.inspections.reports import ReportContentSchema
from contracts.rpc.licensing.inspections.words import Code, FlaggedSchema

MOST_REPORTS = 20
MOST_ERRORS = 300
BECAME = ("accepted", "waiting", "repeated", "refused", "deferred")


class BroughtReport(ReportContentSchema):
    """One report as the device tells it."""

    report_id = fields.Identifier(
        required=True, metadata={"description": "Made on the device, once per report."}
    )
    inspection_id = fields.Identifier(required=True)


class NamedReport(Strict):
    """As much of a report as a device needs to know which one is meant."""

    class Meta:
        unknown = EXCLUDE

    report_id = fields.Identifier(required=True)


class UploadInspectionReports(Request):
    """A batch of reports. Send the same again as often as you like: nothing is kept twice.

    A report that is not as it must be is `refused`, with what is wrong where; the others are kept.
    """

    by_itself: ClassVar[str] = "reports"
    """Whoever checks the batch as a whole leaves what stands in here to who reads it."""

    device_id = DeviceName(required=True)
    sent_at = When(
        required=True,
        metadata={"description": "Now, by the clock of the device: we tell how wrong it is by it."},
    )
    reports = fields.Several(ByItself(BroughtReport), fewest=1, most=MOST_REPORTS, required=True)


class ReportErrorSchema(Strict):
    """Where a report is wrong, and why."""

    pointer = fields.Text(
        required=True, longest=500, metadata={"example": "/reports/1/findings/0/item"}
    )
    code = Code(required=True)
    detail = fields.Text(required=True, longest=500, metadata={"description": "In your language."})


class ReportReceiptSchema(Strict):
    """What became of one report of the batch."""

    report_id = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={"description": "`null` when it could not be read."},
    )
    became = fields.Choice(
        BECAME,
        required=True,
        metadata={
            "description": "`waiting`: kept for a supervisor. `repeated`: was here already. "
            "`refused`: not kept. `deferred`: not looked at, send it again."
        },
    )
    inspection_id = fields.Identifier(required=True, allow_none=True)
    code = Code(required=True, allow_none=True)
    detail = fields.Text(required=True, allow_none=True, longest=500)
    flags = fields.Several(fields.Nested(FlaggedSchema), required=True)
    errors = fields.Several(fields.Nested(ReportErrorSchema), most=MOST_ERRORS, required=True)


class InspectionUpload(Answer):
    """What became of each report, in the order of the batch."""

    results = fields.Several(fields.Nested(ReportReceiptSchema), most=MOST_REPORTS, required=True)


METHODS: Methods = {
    "upload_inspection_reports": Method("command", UploadInspectionReports, InspectionUpload)
}
