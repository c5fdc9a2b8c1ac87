"""What happens in inspections. Adapters translate these into the published contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.places import Place


@dataclass(frozen=True)
class InspectionRecorded:
    """An unannounced inspection was planned: nobody learns of what."""

    inspection_id: str


@dataclass(frozen=True)
class InspectionPlanned:
    """An announced inspection was planned."""

    inspection_id: str
    about_kind: str
    about_id: str
    place: Place
    due_on: date


@dataclass(frozen=True)
class InspectionAdvanced:
    """A step within the ministry."""

    inspection_id: str
    step: str


@dataclass(frozen=True)
class InspectionConcluded:
    """An inspection ended with an outcome and a score of 0 to 100."""

    inspection_id: str
    about_kind: str
    about_id: str
    place: Place
    outcome: str
    score: int


@dataclass(frozen=True)
class ReportReceived:
    """A report was kept, for good."""

    report_id: str
    inspection_id: str


@dataclass(frozen=True)
class InspectorEnlisted:
    """Somebody is on the list of inspectors."""

    inspector_id: str
    governorates: tuple[str, ...]


@dataclass(frozen=True)
class InspectorChanged:
    """What is known of an inspector changed, or what they have to do."""

    inspector_id: str


@dataclass(frozen=True)
class ActionRequired:
    """Something must be put right until a day."""

    action_id: str
    about_kind: str
    about_id: str
    severity: str
    due_on: date


@dataclass(frozen=True)
class ActionAdvanced:
    """A corrective action was proved, refused or given more time."""

    action_id: str
    step: str
    about_kind: str
    about_id: str
    due_on: date


@dataclass(frozen=True)
class ActionDueSoon:
    """The day is near, and it is not shown to be put right."""

    action_id: str
    about_kind: str
    about_id: str
    severity: str
    due_on: date


@dataclass(frozen=True)
class ActionAccepted:
    """What was wrong is put right."""

    action_id: str
    about_kind: str
    about_id: str


@dataclass(frozen=True)
class ActionOverdue:
    """The day has passed, and it is not put right."""

    action_id: str
    about_kind: str
    about_id: str
    severity: str


@dataclass(frozen=True)
class OversightAdvanced:
    """Something about the oversight of a licence changed: a step within the ministry."""

    licence_id: str
    step: str


@dataclass(frozen=True)
class MeasureTaken:
    """A measure was taken against a licensed place."""

    licence_id: str
    measure_id: str
    kind: str
    provisional: bool
    object_until: date | None


@dataclass(frozen=True)
class MeasureLifted:
    """A measure is over. `how`: reopened, lapsed, overturned or ended."""

    licence_id: str
    measure_id: str
    kind: str
    how: str


@dataclass(frozen=True)
class PlanPreviewed:
    """So many inspections of a governorate were proposed."""

    plan_id: str
    governorate: str
    inspections: int


@dataclass(frozen=True)
class PlanDecided:
    """A plan was approved or withdrawn."""

    plan_id: str
    governorate: str
    decision: str


@dataclass(frozen=True)
class UploadReceived:
    """A device brought reports."""

    upload_id: str
    reports: int


Event = (
    InspectionRecorded
    | InspectionPlanned
    | InspectionAdvanced
    | InspectionConcluded
    | ReportReceived
    | InspectorEnlisted
    | InspectorChanged
    | ActionRequired
    | ActionAdvanced
    | ActionDueSoon
    | ActionAccepted
    | ActionOverdue
    | OversightAdvanced
    | MeasureTaken
    | MeasureLifted
    | PlanPreviewed
    | PlanDecided
    | UploadReceived
)
