"""What inspections can be asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.licensing.domain.inspections.measures import Grounds
from services.licensing.domain.inspections.report import Content
from services.licensing.domain.inspections.upload import ErrorAt
from services.licensing.domain.inspections.words import Purpose
from services.licensing.domain.words import Written


@dataclass(frozen=True)
class EnlistInspector:
    subject: str
    governorates: tuple[str, ...]


@dataclass(frozen=True)
class AmendInspector:
    inspector_id: str
    governorates: tuple[str, ...] | None
    active: bool | None


@dataclass(frozen=True)
class DeclareConflict:
    """A place that is not for this inspector, by its licence or application."""

    inspector_id: str
    about_id: str
    reason: str


@dataclass(frozen=True)
class PlanInspection:
    """A licensed place is to be inspected, by this inspector or by whoever it falls to."""

    licence_id: str
    purpose: Purpose
    due_on: date
    announced: bool
    inspector: str | None


@dataclass(frozen=True)
class AssignInspection:
    """`inspector`: the login; without one it goes to whoever has the fewest."""

    inspection_id: str
    inspector: str | None


@dataclass(frozen=True)
class CancelInspection:
    inspection_id: str
    reason: str


@dataclass(frozen=True)
class ReportInspection:
    """What was found, reported with a connection."""

    inspection_id: str
    content: Content


@dataclass(frozen=True)
class BroughtReport:
    """One report of a batch. `report_id` was made on the device."""

    at: int
    report_id: str
    inspection_id: str
    content: Content


@dataclass(frozen=True)
class UnreadableReport:
    """One that is not as it must be."""

    report_id: str | None
    errors: tuple[ErrorAt, ...]


@dataclass(frozen=True)
class UploadReports:
    """A batch. `sent_at`: when it was sent, by the device's clock."""

    device_id: str
    sent_at: datetime
    reports: tuple[BroughtReport | UnreadableReport, ...]


@dataclass(frozen=True)
class DecideReport:
    inspection_id: str
    entry_id: str
    accept: bool
    note: str | None


@dataclass(frozen=True)
class ProveAction:
    action_id: str
    text: str
    documents: tuple[str, ...]

    @property
    def named(self) -> Mapping[str, str]:
        """Where each document stands in the request."""
        return {each: f"/documents/{at}" for at, each in enumerate(self.documents)}


@dataclass(frozen=True)
class JudgeProof:
    action_id: str
    accept: bool
    answer: str | None


@dataclass(frozen=True)
class ExtendAction:
    action_id: str
    due_on: date
    reason: str


@dataclass(frozen=True)
class TakeMeasure:
    """`measure`: warning, suspension, immediate_suspension, closure or reopening."""

    licence_id: str
    measure: str
    grounds: Grounds


@dataclass(frozen=True)
class ConfirmMeasure:
    licence_id: str
    measure_id: str


@dataclass(frozen=True)
class ObjectToMeasure:
    licence_id: str
    measure_id: str
    text: str


@dataclass(frozen=True)
class AnswerObjection:
    licence_id: str
    measure_id: str
    upheld: bool
    answer: Written


@dataclass(frozen=True)
class PreviewPlan:
    """So many inspections of a governorate within a period. `seed`: to repeat a draw."""

    governorate: str
    starts_on: date
    ends_on: date
    inspections: int
    seed: int | None
