"""An incident that an operator saw: flagged → confirmed or dismissed by a second person.

Its words are protected: they stand in no event, and whoever reads them stands in the audit log.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from services.licensing.domain.access import Actor
from services.licensing.domain.cameras.access import must_work
from services.licensing.domain.cameras.camera import Camera, Step
from services.licensing.domain.cameras.events import (
    IncidentConfirmed,
    IncidentDismissed,
    IncidentEscalated,
    IncidentEvent,
    IncidentFlagged,
    IncidentLinked,
)
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.cameras.refusals import (
    IncidentDecided,
    LinkedToItself,
    OwnIncident,
    SpanBackwards,
    SpanTooLong,
    TooManyLinks,
)
from services.licensing.domain.cameras.rules import URGENT, CameraRules

CALLED_OFF, GOES_ON = "inspection_cancelled", "inspection_goes_on"
"""What became of the inspection of an incident that was dismissed."""


class IncidentState(StrEnum):
    FLAGGED = "flagged"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class Span:
    """From when until when something was to be seen."""

    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class TimeMark:
    """Where in the video system's own recording it is: its reference and seconds from its start."""

    reference: str
    seconds: int


@dataclass(frozen=True)
class Report:
    """What an operator says they saw."""

    span: Span
    kind: str
    urgency: str
    text: str
    marks: tuple[TimeMark, ...]
    viewing_id: str | None


@dataclass
class Incident:
    """The aggregate. The constructor restores; `flag` makes a new one.

    `inspection_id` names the inspection that was opened for it, if one was. `course` holds what
    became of it, oldest first; the reason of a decision is there.
    """

    id: str
    version: int
    camera_id: str
    place: LicensedPlace
    report: Report
    flagged_by: str
    decide_by: datetime
    state: IncidentState
    course: list[Step]
    inspection_id: str | None = None
    escalated: bool = False
    linked: tuple[str, ...] = ()
    events: list[IncidentEvent] = field(default_factory=list)

    @classmethod
    def flag(
        cls,
        incident_id: str,
        camera: Camera,
        place: LicensedPlace,
        report: Report,
        rules: CameraRules,
        actor: Actor,
        now: datetime,
        inspection_id: str | None,
    ) -> Incident:
        """An operator of the governorate reports; an urgent one has its inspection already."""
        incident = cls(
            incident_id,
            0,
            camera.id,
            place,
            report,
            actor.subject,
            rules.incidents.decide_by(now, report.urgency),
            IncidentState.FLAGGED,
            [Step(now, actor.subject, IncidentState.FLAGGED)],
            inspection_id,
        )
        incident.events.append(
            IncidentFlagged(
                incident_id, camera.id, place.id, place.governorate, report.urgency, inspection_id
            )
        )
        return incident

    @property
    def governorate(self) -> str:
        return self.place.governorate

    @property
    def wants_inspection(self) -> bool:
        """Whether none was opened yet."""
        return self.inspection_id is None

    def must_be_decided_by(self, actor: Actor) -> None:
        """A supervisor of the governorate who did not flag it, once."""
        must_work(actor, self.governorate, "supervisor")
        if self.state is not IncidentState.FLAGGED:
            raise IncidentDecided(state=self.state.value)
        if actor.subject == self.flagged_by:
            raise OwnIncident()

    def confirm(self, reason: str, inspection_id: str | None, actor: Actor, now: datetime) -> None:
        """It was what the operator saw; its inspection is open, or opens with this."""
        self.must_be_decided_by(actor)
        self.inspection_id = inspection_id
        self._decide(IncidentState.CONFIRMED, reason, actor, now)
        self.events.append(
            IncidentConfirmed(
                self.id, self.place.id, self.governorate, self.report.kind, inspection_id
            )
        )

    def dismiss(
        self, reason: str, actor: Actor, now: datetime, *, called_off: bool | None = None
    ) -> None:
        """It was nothing, and says why.

        `called_off`: whether its inspection is off; one that had begun goes on. Nothing where none
        was opened.
        """
        self.must_be_decided_by(actor)
        self._decide(IncidentState.DISMISSED, reason, actor, now)
        if called_off is not None:
            self.course.append(Step(now, "system", CALLED_OFF if called_off else GOES_ON))
        self.events.append(IncidentDismissed(self.id, self.place.id))

    def escalate(self, now: datetime) -> None:
        """Nobody has decided in time; once. A decision is still waited for."""
        if self.state is IncidentState.FLAGGED and not self.escalated:
            self.escalated = True
            self.course.append(Step(now, "system", "escalated"))
            self.events.append(
                IncidentEscalated(self.id, self.place.id, self.governorate, self.report.urgency)
            )

    def link(self, other_id: str, most: int, actor: Actor, now: datetime) -> None:
        """Both belong together; what is linked already stays so."""
        must_work(actor, self.governorate, "camera_operator", "supervisor")
        if other_id == self.id:
            raise LinkedToItself(pointer="/other_id")
        if other_id in self.linked:
            return
        if len(self.linked) >= most:
            raise TooManyLinks(most=most)
        self.linked = (*self.linked, other_id)
        self.course.append(Step(now, actor.subject, "linked"))
        self.events.append(IncidentLinked(self.id, other_id))

    def _decide(self, state: IncidentState, reason: str, actor: Actor, now: datetime) -> None:
        self.state = state
        self.course.append(Step(now, actor.subject, state, reason))


def must_be_reportable(
    report: Report, camera: Camera, rules: CameraRules, actor: Actor, now: datetime
) -> None:
    """Raises `CameraNotYours`, `IncidentKindUnknown`, `SpanBackwards`, `SpanTooLong`."""
    must_work(actor, camera.governorate, "camera_operator")
    rules.incidents.must_know(report.kind)
    span = report.span
    if not span.begins_at < span.ends_at <= now:
        raise SpanBackwards(pointer="/ends_at")
    most = rules.incidents.longest_hours
    if span.ends_at - span.begins_at > timedelta(hours=most):
        raise SpanTooLong(pointer="/ends_at", most=most)


def opens_at_once(report: Report) -> bool:
    """Whether its inspection does not wait for a second person."""
    return report.urgency == URGENT
