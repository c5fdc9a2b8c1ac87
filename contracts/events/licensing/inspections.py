"""What is told of inspections: that something happened, by identifier. An unannounced visit is told
of when it is over, and nobody learns who complained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Count, Date, Event, GovernorateCode, Id, Place, Word


@dataclass(frozen=True)
class InspectionRecorded(Event):
    """An unannounced inspection was planned; of what is told when it is concluded."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspection.recorded.v1"
    AGGREGATE: ClassVar[str] = "inspection"

    inspection_id: Id


@dataclass(frozen=True)
class InspectionPlanned(Event):
    """An announced inspection of an application's or a licence's place was planned."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspection.planned.v1"
    AGGREGATE: ClassVar[str] = "inspection"

    inspection_id: Id
    about_kind: Word
    about_id: Id
    place: Place
    due_on: Date


@dataclass(frozen=True)
class InspectionAdvanced(Event):
    """A step within the ministry: assigned, reported, overdue, cancelled and the like."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspection.advanced.v1"
    AGGREGATE: ClassVar[str] = "inspection"

    inspection_id: Id
    step: Word


@dataclass(frozen=True)
class InspectionConcluded(Event):
    """An inspection ended: `passed` or `failed`, with a score of 0 to 100."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspection.concluded.v1"
    AGGREGATE: ClassVar[str] = "inspection"

    inspection_id: Id
    about_kind: Word
    about_id: Id
    place: Place
    outcome: Word
    score: Count


@dataclass(frozen=True)
class ReportReceived(Event):
    """A report of an inspection was kept."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspection_report.received.v1"
    AGGREGATE: ClassVar[str] = "inspection_report"

    report_id: Id
    inspection_id: Id


@dataclass(frozen=True)
class InspectorEnlisted(Event):
    """Somebody is on the list of inspectors."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspector.enlisted.v1"
    AGGREGATE: ClassVar[str] = "inspector"

    inspector_id: Id
    governorates: tuple[GovernorateCode, ...]


@dataclass(frozen=True)
class InspectorChanged(Event):
    """What an inspector may or has to do changed."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspector.changed.v1"
    AGGREGATE: ClassVar[str] = "inspector"

    inspector_id: Id


@dataclass(frozen=True)
class ActionRequired(Event):
    """Something must be put right at a place until a day."""

    TYPE: ClassVar[str] = "kanaf.licensing.corrective_action.required.v1"
    AGGREGATE: ClassVar[str] = "corrective_action"

    action_id: Id
    about_kind: Word
    about_id: Id
    severity: Word
    due_on: Date


@dataclass(frozen=True)
class ActionAdvanced(Event):
    """A corrective action was proved, refused or given more time, `due_on` from now on."""

    TYPE: ClassVar[str] = "kanaf.licensing.corrective_action.advanced.v1"
    AGGREGATE: ClassVar[str] = "corrective_action"

    action_id: Id
    step: Word
    about_kind: Word | None = None
    about_id: Id | None = None
    due_on: Date | None = None


@dataclass(frozen=True)
class ActionDueSoon(Event):
    """The day is near, and it was not shown to be put right."""

    TYPE: ClassVar[str] = "kanaf.licensing.corrective_action.due_soon.v1"
    AGGREGATE: ClassVar[str] = "corrective_action"

    action_id: Id
    about_kind: Word
    about_id: Id
    severity: Word
    due_on: Date


@dataclass(frozen=True)
class ActionAccepted(Event):
    """What was wrong is put right."""

    TYPE: ClassVar[str] = "kanaf.licensing.corrective_action.accepted.v1"
    AGGREGATE: ClassVar[str] = "corrective_action"

    action_id: Id
    about_kind: Word
    about_id: Id


@dataclass(frozen=True)
class ActionOverdue(Event):
    """The day has passed, and it was not shown to be put right."""

    TYPE: ClassVar[str] = "kanaf.licensing.corrective_action.overdue.v1"
    AGGREGATE: ClassVar[str] = "corrective_action"

    action_id: Id
    about_kind: Word
    about_id: Id
    severity: Word


@dataclass(frozen=True)
class OversightAdvanced(Event):
    """A step in the oversight of a licence within the ministry."""

    TYPE: ClassVar[str] = "kanaf.licensing.oversight.advanced.v1"
    AGGREGATE: ClassVar[str] = "oversight"

    licence_id: Id
    step: Word


@dataclass(frozen=True)
class MeasureTaken(Event):
    """A warning, suspension, closure or reopening. A provisional one may yet end by itself.

    `object_until`: the last day for an objection, where there can be one.
    """

    TYPE: ClassVar[str] = "kanaf.licensing.measure.taken.v1"
    AGGREGATE: ClassVar[str] = "oversight"

    licence_id: Id
    measure_id: Id
    kind: Word
    provisional: bool
    object_until: Date | None = None


@dataclass(frozen=True)
class MeasureLifted(Event):
    """A measure is over: `reopened`, `lapsed` or `overturned`."""

    TYPE: ClassVar[str] = "kanaf.licensing.measure.lifted.v1"
    AGGREGATE: ClassVar[str] = "oversight"

    licence_id: Id
    measure_id: Id
    kind: Word
    how: Word


@dataclass(frozen=True)
class PlanPreviewed(Event):
    """Inspections of a governorate were proposed: how many, not of what."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspection_plan.previewed.v1"
    AGGREGATE: ClassVar[str] = "inspection_plan"

    plan_id: Id
    governorate: GovernorateCode
    inspections: Count


@dataclass(frozen=True)
class PlanDecided(Event):
    """A plan was `approved` or `withdrawn`."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspection_plan.decided.v1"
    AGGREGATE: ClassVar[str] = "inspection_plan"

    plan_id: Id
    governorate: GovernorateCode
    decision: Word


@dataclass(frozen=True)
class UploadReceived(Event):
    """A device brought reports."""

    TYPE: ClassVar[str] = "kanaf.licensing.inspection_upload.received.v1"
    AGGREGATE: ClassVar[str] = "inspection_upload"

    upload_id: Id
    reports: Count
