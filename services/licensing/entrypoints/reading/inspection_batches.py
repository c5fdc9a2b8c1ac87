"""Batches of reports: each is read by itself, and what is wrong with one is said of it alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from contracts.rpc.licensing.inspections import uploads
from contracts.rpc.problems import FieldProblem, InvalidRequest, read
from services.licensing.app.inspections.commands import (
    BroughtReport,
    UnreadableReport,
    UploadReports,
)
from services.licensing.domain.inspections.upload import ErrorAt
from services.licensing.entrypoints.reading.inspections import content

LONGEST_POINTER = 500


def upload(request: dict[str, Any]) -> UploadReports:
    """Raises `InvalidRequest` for what is no batch of reports."""
    data = read(uploads.UploadInspectionReports, request)
    return UploadReports(
        data["device_id"],
        datetime.fromisoformat(data["sent_at"]),
        tuple(_one(at, each) for at, each in enumerate(data["reports"])),
    )


def _one(at: int, report: Any) -> BroughtReport | UnreadableReport:
    try:
        data = read(uploads.BroughtReport, report)
    except InvalidRequest as refused:
        return UnreadableReport(_name(report), _errors(at, refused.errors))
    return BroughtReport(at, data["report_id"], data["inspection_id"], content(data))


def _name(report: Any) -> str | None:
    """What the device calls the report, as far as that can be read."""
    try:
        return str(read(uploads.NamedReport, report)["report_id"])
    except InvalidRequest:
        return None


def _errors(at: int, problems: Sequence[FieldProblem]) -> tuple[ErrorAt, ...]:
    return tuple(
        ErrorAt(f"/reports/{at}{each.pointer}"[:LONGEST_POINTER], each.code, dict(each.params))
        for each in problems[: uploads.MOST_ERRORS]
    )
