"""Reports: what an inspector found, item by item."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, Record, Request, Strict
from contracts.rpc.devices import DeviceName, LocationSchema, When
from contracts.rpc.licensing.inspections.words import RESULTS, SIGNINGS, Code, Login, documents
from contracts.rpc.people import WrittenName
from contracts.rpc.problems import Problem

MOST_ITEMS = 200
MOST_PHOTOGRAPHS = 10
FARTHEST_CLOCK = 10**10


class FindingSchema(Strict):
    """How an item was found. An `internal` note is not shown to the holder."""

    item = Code(required=True)
    result = fields.Choice(RESULTS, required=True, metadata={"example": "met"})
    note = fields.Paragraph(load_default=None, allow_none=True, longest=500)
    internal = fields.Flag(load_default=False)
    photographs = documents(MOST_PHOTOGRAPHS, load_default=list)


class WitnessSchema(Strict):
    """Who was met, and the signature (a document), or why there is none."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "anyOf": [
                {
                    "required": ["name", "signature"],
                    "properties": {
                        "signing": {"const": "signed"},
                        "name": {"type": "string"},
                        "signature": {"type": "string"},
                    },
                },
                {
                    "required": ["remark"],
                    "properties": {
                        "signing": {"const": "refused"},
                        "remark": {"type": "string"},
                        "signature": {"type": "null"},
                    },
                },
                {
                    "properties": {
                        "signing": {"const": "nobody_present"},
                        "name": {"type": "null"},
                        "signature": {"type": "null"},
                    }
                },
            ]
        }

    signing = fields.Choice(SIGNINGS, required=True, metadata={"example": "refused"})
    name = WrittenName(load_default=None, allow_none=True)
    capacity = fields.Text(
        load_default=None, allow_none=True, longest=100, metadata={"example": "المديرة"}
    )
    signature = fields.Identifier(load_default=None, allow_none=True)
    remark = fields.Paragraph(
        load_default=None,
        allow_none=True,
        longest=500,
        metadata={"example": "رفضت التوقيع قبل مراجعة المالك."},
    )

    @validates_schema
    def _fits(self, data: dict[str, Any], **_: Any) -> None:
        signing = data.get("signing")
        needed = {"signed": ("name", "signature"), "refused": ("remark",)}.get(signing or "", ())
        wrong = {each: [Problem("required")] for each in needed if data.get(each) is None}
        without = {"refused": ("signature",), "nobody_present": ("name", "signature")}
        for each in without.get(signing or "", ()):
            if data.get(each) is not None:
                wrong[each] = [Problem("witness_unexpected")]
        if wrong:
            raise ValidationError(wrong)


class ReportContentSchema(Strict):
    """All that the inspector says. A correction names the report it corrects, and why."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "anyOf": [
                {"properties": {"corrects": {"type": "null"}, "reason": {"type": "null"}}},
                {
                    "required": ["corrects", "reason"],
                    "properties": {"corrects": {"type": "string"}, "reason": {"type": "string"}},
                },
            ]
        }

    findings = fields.Several(
        fields.Nested(FindingSchema), fewest=1, most=MOST_ITEMS, required=True
    )
    witness = fields.Nested(WitnessSchema, required=True)
    started_at = When(required=True)
    ended_at = When(required=True)
    made_at = When(required=True, metadata={"description": "By the clock of the device."})
    location = fields.Nested(LocationSchema, load_default=None, allow_none=True)
    note = fields.Paragraph(
        load_default=None,
        allow_none=True,
        metadata={"description": "For the ministry alone; the holder does not read it."},
    )
    corrects = fields.Identifier(
        load_default=None,
        allow_none=True,
        metadata={"description": "`report_id` of the report it corrects.", "example": None},
    )
    reason = fields.Paragraph(
        load_default=None, allow_none=True, longest=500, metadata={"example": None}
    )

    @validates_schema
    def _correction_says_why(self, data: dict[str, Any], **_: Any) -> None:
        if (data.get("corrects") is None) != (data.get("reason") is None):
            raise ValidationError({"reason": [Problem("correction_wants_reason")]})


class ReportInspectionBody(ReportContentSchema, Request):
    """A report made with a connection."""


class ReportInspection(ReportInspectionBody):
    """The same, saying of which inspection."""

    inspection_id = fields.Identifier(required=True)


class OneReport(Request):
    """One report of an inspection."""

    inspection_id = fields.Identifier(required=True)
    entry_id = fields.Identifier(required=True)


class InspectionReport(Record):
    """A report, which never changes. The holder sees neither who made it nor what is internal."""

    report_id = fields.Identifier(
        required=True, metadata={"description": "Made on the device, if it was offline."}
    )
    inspection_id = fields.Identifier(required=True)
    by = Login(required=True, allow_none=True)
    device_id = DeviceName(required=True, allow_none=True)
    received_at = fields.Moment(required=True)
    clock_off_seconds = fields.Whole(
        required=True,
        least=-FARTHEST_CLOCK,
        most=FARTHEST_CLOCK,
        allow_none=True,
        metadata={"description": "How far the device's clock was ahead of ours."},
    )
    findings = fields.Several(fields.Nested(FindingSchema), most=MOST_ITEMS, required=True)
    witness = fields.Nested(WitnessSchema, required=True)
    started_at = fields.Moment(required=True)
    ended_at = fields.Moment(required=True)
    made_at = fields.Moment(required=True)
    location = fields.Nested(LocationSchema, required=True, allow_none=True)
    note = fields.Paragraph(required=True, allow_none=True)
    corrects = fields.Identifier(required=True, allow_none=True)
    reason = fields.Paragraph(required=True, allow_none=True)


METHODS: Methods = {"get_inspection_report": Method("query", OneReport, InspectionReport)}
