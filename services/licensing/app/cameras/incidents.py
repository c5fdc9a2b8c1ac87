"""Handlers of incidents: flagged, confirmed or dismissed, escalated, linked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from services.licensing.app.cameras.commands import DecideIncident, FlagIncident, LinkIncidents
from services.licensing.app.cameras.ports import (
    Audit,
    Cameras,
    Incidents,
    Inspecting,
    Places,
    Rules,
    Viewings,
)
from services.licensing.app.ports import Calendar, NewId, Together, View, WorkingDaysAfter
from services.licensing.domain.access import Actor
from services.licensing.domain.cameras.incident import (
    Incident,
    Report,
    must_be_reportable,
    opens_at_once,
)
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.cameras.rules import CameraRules

PURPOSE = "incident"
"""Why an inspection that an incident opens takes place."""
DISMISSED = "camera_incident_dismissed"
"""Why one does not take place any more."""


@dataclass(frozen=True)
class IncidentDesk:
    """Takes incidents in and records what becomes of them. `may_see` raises for who may not."""

    incidents: Incidents
    cameras: Cameras
    viewings: Viewings
    places: Places
    inspecting: Inspecting
    may_see: Callable[[Actor, Incident], None]
    audit: Audit
    together: Together
    rules: Rules
    working_days_after: WorkingDaysAfter
    calendar: Calendar
    new_id: NewId

    def flag(self, command: FlagIncident, actor: Actor) -> View:
        """An urgent one has its place inspected at once, before a second person has looked."""
        now, rules, report = self.calendar.now(), self._rules(), command.report
        with self.together():
            camera = self.cameras.get_companion(command.camera_id)
            must_be_reportable(report, camera, rules, actor, now)
            if report.viewing_id is not None:
                self.viewings.load(report.viewing_id).must_be_of(actor, camera.id)
            incident_id = self.new_id()
            self.incidents.must_be_new(incident_id)
            self.audit.record("camera_incident.flag", "camera_incident", incident_id)
            place = self.places.known(camera.place.id) or camera.place
            opened = (
                self._inspect(place, report, rules, incident_id) if opens_at_once(report) else None
            )
            made = Incident.flag(incident_id, camera, place, report, rules, actor, now, opened)
            return self.incidents.add(made)

    def confirm(self, command: DecideIncident, actor: Actor) -> View:
        """The place is inspected, unless that was opened already."""
        with self.together():
            incident = self._handled(command.incident_id, actor)
            incident.must_be_decided_by(actor)
            inspection_id = incident.inspection_id
            if incident.wants_inspection:
                place = self.places.known(incident.place.id) or incident.place
                inspection_id = self._inspect(place, incident.report, self._rules(), incident.id)
            incident.confirm(command.reason, inspection_id, actor, self.calendar.now())
            return self.incidents.save(incident)

    def dismiss(self, command: DecideIncident, actor: Actor) -> View:
        """Nobody goes to look at what was nothing; who is there already looks to the end."""
        with self.together():
            incident = self._handled(command.incident_id, actor)
            incident.must_be_decided_by(actor)
            opened = incident.inspection_id
            off = None if opened is None else self.inspecting.call_off(opened, DISMISSED)
            incident.dismiss(command.reason, actor, self.calendar.now(), called_off=off)
            return self.incidents.save(incident)

    def link(self, command: LinkIncidents, actor: Actor) -> View:
        """Both say so, and both are within the actor's reach."""
        most, now = self._rules().incidents.most_linked, self.calendar.now()
        with self.together():
            incident = self._handled(command.incident_id, actor)
            incident.link(command.other_id, most, actor, now)
            other = self.incidents.get_companion(command.other_id)
            self.may_see(actor, other)
            other.link(incident.id, most, actor, now)
            self.incidents.save(other)
            return self.incidents.save(incident)

    def escalate(self, incident_id: str) -> None:
        incident = self.incidents.get(incident_id)
        incident.escalate(self.calendar.now())
        self.incidents.save(incident)

    def _handled(self, incident_id: str, actor: Actor) -> Incident:
        """To be changed; the answer shows its words, so that it is read as well."""
        incident = self.incidents.get(incident_id, partial(self.may_see, actor))
        self.audit.record("camera_incident.handle", "camera_incident", incident_id)
        return incident

    def _inspect(
        self, place: LicensedPlace, report: Report, rules: CameraRules, incident_id: str
    ) -> str | None:
        number = rules.incidents.inspect_within_working_days[report.urgency]
        due_on = self.working_days_after(self.calendar.today(), number)
        return self.inspecting.open(place.id, place.where, PURPOSE, due_on, incident_id)

    def _rules(self) -> CameraRules:
        return self.rules(self.calendar.today())
